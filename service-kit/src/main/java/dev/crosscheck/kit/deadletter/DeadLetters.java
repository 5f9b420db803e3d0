package dev.crosscheck.kit.deadletter;

import static dev.crosscheck.kit.db.Tables.DEAD_LETTER;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.crosscheck.kit.db.tables.records.DeadLetterRecord;
import dev.crosscheck.kit.json.TextMap;
import dev.crosscheck.kit.outbox.Outbox;
import dev.crosscheck.kit.outbox.Outgoing;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jooq.DSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records that will never be right: kept in a table with their bytes and the reason, and sent to the
 * service's dead-letter topic, so that those around them go on and nothing is lost.
 */
@Singleton
public final class DeadLetters {

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);
    private static final byte[] NOTHING = new byte[0];
    private static final int MAX_REASON_LENGTH = 2_000;

    private final DeadLetterConfig config;
    private final Outbox outbox;
    private final Clock clock;
    private final Counter count;

    public DeadLetters(DeadLetterConfig config, Outbox outbox, Clock clock, MeterRegistry meters) {
        this.config = config;
        this.outbox = outbox;
        this.clock = clock;
        this.count = meters.counter("crosscheck.dead.letters");
    }

    /**
     * Sets the record aside.
     *
     * @param reason the field, the value met and the value expected
     */
    public void add(DSLContext tx, ConsumerRecord<byte[], byte[]> record, String reason) {
        String cleanReason = clean(reason);
        Map<String, String> headers = headersOf(record);
        tx.insertInto(DEAD_LETTER)
                .set(DEAD_LETTER.TOPIC, record.topic())
                .set(DEAD_LETTER.PARTITION, record.partition())
                .set(DEAD_LETTER.RECORD_OFFSET, record.offset())
                .set(DEAD_LETTER.KEY, record.key())
                .set(DEAD_LETTER.VALUE, record.value())
                .set(DEAD_LETTER.HEADERS, TextMap.toJson(headers))
                .set(DEAD_LETTER.REASON, cleanReason)
                .set(DEAD_LETTER.RECORDED_AT, OffsetDateTime.now(clock))
                .execute();
        outbox.add(tx, letter(record, headers, cleanReason));
        count.increment();
        LOG.atWarn()
                .addKeyValue("topic", record.topic())
                .addKeyValue("partition", record.partition())
                .addKeyValue("offset", record.offset())
                .addKeyValue("reason", cleanReason)
                .log("Set a record aside");
    }

    /** Letters after the one with this id, oldest first. */
    public List<DeadLetter> list(DSLContext dsl, long after, int limit) {
        return dsl.selectFrom(DEAD_LETTER)
                .where(DEAD_LETTER.ID.gt(after))
                .orderBy(DEAD_LETTER.ID)
                .limit(limit)
                .fetch(DeadLetters::letter);
    }

    public Optional<DeadLetter> find(DSLContext dsl, long id) {
        return dsl.selectFrom(DEAD_LETTER).where(DEAD_LETTER.ID.eq(id)).fetchOptional(DeadLetters::letter);
    }

    private Outgoing letter(ConsumerRecord<byte[], byte[]> record, Map<String, String> headers, String reason) {
        Map<String, String> withOrigin = new HashMap<>(headers);
        withOrigin.put("dead_letter_reason", reason);
        withOrigin.put("dead_letter_topic", record.topic());
        withOrigin.put("dead_letter_partition", String.valueOf(record.partition()));
        withOrigin.put("dead_letter_offset", String.valueOf(record.offset()));
        return new Outgoing(
                config.topic(),
                record.key() == null ? NOTHING : record.key(),
                withOrigin,
                record.value() == null ? NOTHING : record.value());
    }

    private static DeadLetter letter(DeadLetterRecord row) {
        return new DeadLetter(
                row.getId(),
                row.getTopic(),
                row.getPartition(),
                row.getRecordOffset(),
                row.getKey(),
                row.getValue(),
                TextMap.fromJson(row.getHeaders()),
                row.getReason(),
                row.getRecordedAt().toInstant());
    }

    private static Map<String, String> headersOf(ConsumerRecord<byte[], byte[]> record) {
        Map<String, String> headers = new TreeMap<>();
        for (Header header : record.headers()) {
            headers.put(header.key(), header.value() == null ? "" : new String(header.value(), UTF_8));
        }
        return headers;
    }

    /** The reason may quote what came: PostgreSQL's text refuses U+0000. */
    private static String clean(String reason) {
        String text = reason.replace('\u0000', '\uFFFD');
        return text.length() <= MAX_REASON_LENGTH ? text : text.substring(0, MAX_REASON_LENGTH);
    }
}
