package dev.crosscheck.kit.deadletter;

import static dev.crosscheck.kit.db.Tables.OUTBOX;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.crosscheck.kit.Kit;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jooq.DSLContext;
import org.jooq.ExecuteContext;
import org.jooq.ExecuteListener;
import org.jooq.JSONB;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DeadLettersTest {

    private static final int MEGABYTE = 1_000_000;

    private static Kit kit;
    private static DeadLetters letters;

    @BeforeAll
    static void start() {
        kit = Kit.start(true);
        letters = kit.context.getBean(DeadLetters.class);
    }

    @AfterAll
    static void stop() {
        kit.close();
    }

    /** Somebody who looks what was set aside is not to stop the service by it, however large that is. */
    @Test
    void listReadsNothingOfWhatCameButItsSize() {
        long before = last();
        ConsumerRecord<byte[], byte[]> large = record("large", new byte[MEGABYTE]);
        ConsumerRecord<byte[], byte[]> withLargeHeaders = record("with-large-headers", "x".getBytes(UTF_8));
        withLargeHeaders.headers().add("other", new byte[MEGABYTE]);
        ConsumerRecord<byte[], byte[]> nothing = record("nothing", null);
        for (ConsumerRecord<byte[], byte[]> one : List.of(large, withLargeHeaders, nothing)) {
            kit.dsl().transaction(tx -> letters.add(tx.dsl(), one, "value: " + one.key().length));
        }
        Read read = new Read();
        DSLContext watched = DSL.using(kit.dsl().configuration().deriveAppending(read));

        List<ListedLetter> listed = letters.list(watched, before, 10);

        assertThat(listed).extracting(ListedLetter::event).containsExactly("large", null, "nothing");
        assertThat(listed).extracting(ListedLetter::batch).containsExactly("import-7", null, "import-7");
        assertThat(listed).extracting(ListedLetter::bytes).containsExactly((long) MEGABYTE, 1L, 0L);
        assertThat(read.bytes).hasValueBetween(1, MEGABYTE / 10);
        // All of it is there for whoever asks for the letter.
        DeadLetter whole = letters.find(kit.dsl(), listed.get(1).id()).orElseThrow();
        assertThat(whole.value()).hasSize(1);
        assertThat(whole.headers()).extracting(ReceivedHeader::name).containsExactly("ce_id", "ce_batch", "other");
    }

    /** A topic takes 2 MiB of what was compressed, which may have been more before. */
    @Test
    void letterGoesToItsTopicHoweverLargeWhatCameIs() {
        ConsumerRecord<byte[], byte[]> withLargeHeaders = record("with-large-headers", "x".getBytes(UTF_8));
        withLargeHeaders.headers().add("other", "a".repeat(3 * MEGABYTE).getBytes(UTF_8));
        // Each becomes U+FFFD, which takes three bytes.
        ConsumerRecord<byte[], byte[]> withNulInHeaders = record("with-nul-in-headers", "x".getBytes(UTF_8));
        withNulInHeaders.headers().add("other", new byte[MEGABYTE]);
        List<ConsumerRecord<byte[], byte[]>> large = List.of(
                record("almost-too-large", new byte[2 * 1024 * 1024 - 500]),
                record("too-large", new byte[3 * MEGABYTE]),
                withLargeHeaders,
                withNulInHeaders,
                new ConsumerRecord<>(kit.topic, 0, 7, new byte[3 * MEGABYTE], "y".getBytes(UTF_8)));
        large.forEach(one -> kit.dsl().transaction(tx -> letters.add(tx.dsl(), one, "value: large")));

        await().until(() -> sentAs("value: large").size() == large.size() || parked() > 0);

        assertThat(parked()).isZero();
        assertThat(left("dead_letter_value"))
                .containsExactly("2096652 bytes, at /v1/dead-letters/", "3000000 bytes, at /v1/dead-letters/");
        assertThat(left("dead_letter_headers"))
                .containsExactly("3000044 bytes, at /v1/dead-letters/", "3000045 bytes, at /v1/dead-letters/");
        assertThat(left("dead_letter_key")).containsExactly("3000000 bytes, at /v1/dead-letters/");
    }

    /** What is said of parts that were left out. */
    private static List<String> left(String header) {
        return sentAs("value: large").stream()
                .map(letter -> header(letter, header))
                .filter(Objects::nonNull)
                .sorted()
                .toList();
    }

    private static int parked() {
        return kit.dsl().fetchCount(OUTBOX, OUTBOX.PARKED_BECAUSE.isNotNull());
    }

    private static List<ConsumerRecord<byte[], byte[]>> sentAs(String reason) {
        return kit.read(kit.deadLetterTopic).stream()
                .filter(letter -> reason.equals(header(letter, "dead_letter_reason")))
                .toList();
    }

    /** Without the number of the letter at its end. */
    private static @Nullable String header(ConsumerRecord<byte[], byte[]> letter, String name) {
        Header header = letter.headers().lastHeader(name);
        return header == null ? null : Kit.text(header.value()).replaceFirst("/\\d+$", "/");
    }

    private static long last() {
        List<ListedLetter> all = letters.list(kit.dsl(), 0, 1_000);
        return all.isEmpty() ? 0 : all.getLast().id();
    }

    private static ConsumerRecord<byte[], byte[]> record(String event, byte[] value) {
        ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>(kit.topic, 0, 7, event.getBytes(UTF_8), value);
        record.headers().add("ce_id", event.getBytes(UTF_8));
        record.headers().add("ce_batch", "import-7".getBytes(UTF_8));
        return record;
    }

    /** How many bytes of what came the database has handed out. */
    private static final class Read implements ExecuteListener {

        private static final long serialVersionUID = 1L;

        private final AtomicLong bytes = new AtomicLong();

        @Override
        public void recordEnd(ExecuteContext context) {
            for (Object value : context.record().intoArray()) {
                bytes.addAndGet(value instanceof byte[] came ? came.length : 0);
                bytes.addAndGet(value instanceof JSONB json ? json.data().length() : 0);
            }
        }
    }
}
