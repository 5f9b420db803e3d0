package dev.crosscheck.kit.outbox;

import static dev.crosscheck.kit.Kit.text;
import static dev.crosscheck.kit.db.Tables.OUTBOX;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.crosscheck.kit.Kit;
import dev.crosscheck.local.LocalKafka;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RelayTest {

    @Test
    void committedMessageIsSentThoughItsProcessDiedBeforeTheRelay() {
        try (Kit kit = Kit.start(false)) {
            // Committed, and nobody there to send it: the server, and with it the relay, never started.
            commit(kit.context, message(kit, "a", "1"), message(kit, "a", "2"));

            try (ApplicationContext successor = successor(kit)) {
                await().untilAsserted(() -> assertThat(valuesOf(kit, "a")).containsExactly("1", "2"));
                await().untilAsserted(() -> assertThat(outboxSize(successor)).isZero());
            }
        }
    }

    @Test
    void rolledBackMessageIsNeverSent() {
        try (Kit kit = Kit.start(true)) {
            assertThatThrownBy(() -> kit.dsl().transaction(tx -> {
                        outbox(kit.context).add(tx.dsl(), message(kit, "a", "never"));
                        throw new IllegalStateException("rolled back");
                    }))
                    .isInstanceOf(IllegalStateException.class);

            commit(kit.context, message(kit, "a", "1"));

            await().untilAsserted(() -> assertThat(valuesOf(kit, "a")).containsExactly("1"));
        }
    }

    /** It was on its way to be handed over when its transaction ended. */
    @Test
    void rolledBackStateIsNeverSent() {
        try (Kit kit = Kit.start(true)) {
            assertThatThrownBy(() -> kit.dsl().transaction(tx -> {
                        outbox(kit.context).addState(tx.dsl(), message(kit, "a", "never"));
                        throw new IllegalStateException("rolled back");
                    }))
                    .isInstanceOf(IllegalStateException.class);

            commitState(kit, "b", 1);

            await().untilAsserted(() -> assertThat(valuesOf(kit, "b")).containsExactly("1"));
            await().untilAsserted(() -> assertThat(outboxSize(kit.context)).isZero());
            assertThat(valuesOf(kit, "a")).isEmpty();
        }
    }

    /** Its session ended between its last statement and its commit. */
    @Test
    void stateWhoseCommitFailedIsNeverSent() {
        try (Kit kit = Kit.start(true)) {
            assertThatThrownBy(() -> kit.dsl().transaction(tx -> {
                        outbox(kit.context).addState(tx.dsl(), message(kit, "a", "never"));
                        int session =
                                tx.dsl().fetchSingle("select pg_backend_pid()").get(0, Integer.class);
                        kit.dsl().fetch("select pg_terminate_backend(?)", session);
                    }))
                    .isInstanceOf(DataAccessException.class);

            commitState(kit, "b", 1);

            await().untilAsserted(() -> assertThat(valuesOf(kit, "b")).containsExactly("1"));
            await().untilAsserted(() -> assertThat(outboxSize(kit.context)).isZero());
            assertThat(valuesOf(kit, "a")).isEmpty();
        }
    }

    /** Handed over or found in the table: it is said, and said once where nothing fails. */
    @Test
    void everyStateIsSentOnceAndTheTableIsEmptyAfterwards() {
        try (Kit kit = Kit.start(true)) {
            for (int revision = 1; revision <= 12; revision++) {
                int sent = revision;
                commitState(kit, "a", revision);
                await().untilAsserted(() -> assertThat(valuesOf(kit, "a")).hasSize(sent));
                await().untilAsserted(() -> assertThat(outboxSize(kit.context)).isZero());
            }

            assertThat(valuesOf(kit, "a"))
                    .containsExactlyElementsOf(IntStream.rangeClosed(1, 12)
                            .mapToObj(String::valueOf)
                            .toList());
        }
    }

    @Test
    void messagesOfAKeyKeepTheirOrder() {
        List<String> values =
                IntStream.range(0, 1_200).mapToObj(String::valueOf).toList();
        try (Kit kit = Kit.start(true)) {
            commit(
                    kit.context,
                    values.stream().map(value -> message(kit, "a", value)).toArray(Outgoing[]::new));

            await().untilAsserted(() -> assertThat(valuesOf(kit, "a")).containsExactlyElementsOf(values));
        }
    }

    @Test
    void messagesThatDoNotFitIntoMemoryTogetherAreSentBitByBit() {
        String large = "x".repeat(900_000);
        try (Kit kit = Kit.start(true)) {
            commit(
                    kit.context,
                    IntStream.range(0, 12)
                            .mapToObj(number -> message(kit, "a", number + large))
                            .toArray(Outgoing[]::new));

            await().untilAsserted(() -> assertThat(outboxSize(kit.context)).isZero());
            assertThat(valuesOf(kit, "a"))
                    .extracting(value -> value.replace("x", ""))
                    .containsExactlyElementsOf(
                            IntStream.range(0, 12).mapToObj(String::valueOf).toList());
        }
    }

    @Test
    void stateThatWaitsIsReplacedByTheNewest() {
        try (Kit kit = Kit.start(false)) {
            for (int revision = 1; revision <= 5; revision++) {
                commitState(kit, "a", revision);
            }

            assertThat(kit.dsl().fetch(OUTBOX))
                    .singleElement()
                    .satisfies(row -> assertThat(text(row.getValue())).isEqualTo("5"));
        }
    }

    /** The relay sends and deletes while writers replace what it is sending. */
    @Test
    void newestStateIsNeverLostToTheRelay() throws InterruptedException {
        int last = 400;
        try (Kit kit = Kit.start(true)) {
            List<Thread> writers = List.of("a", "b", "c").stream()
                    .map(key -> Thread.ofPlatform()
                            .start(() -> IntStream.rangeClosed(1, last)
                                    .forEach(revision -> commitState(kit, key, revision))))
                    .toList();
            for (Thread writer : writers) {
                writer.join();
            }

            await().untilAsserted(() -> assertThat(outboxSize(kit.context)).isZero());
            Map<String, List<Integer>> sent = new TreeMap<>();
            kit.read(kit.topic)
                    .forEach(record -> sent.computeIfAbsent(text(record.key()), _ -> new java.util.ArrayList<>())
                            .add(Integer.valueOf(text(record.value()))));
            assertThat(sent.keySet()).containsExactly("a", "b", "c");
            assertThat(sent.values()).allSatisfy(revisions -> {
                assertThat(revisions).isSortedAccordingTo(Comparator.naturalOrder());
                assertThat(revisions.getLast()).isEqualTo(last);
            });
        }
    }

    @Test
    void oneOfTwoRelaysSends() {
        try (Kit kit = Kit.start(true);
                ApplicationContext second = successor(kit)) {
            for (int i = 0; i < 50; i++) {
                commit(i % 2 == 0 ? kit.context : second, message(kit, "a", String.valueOf(i)));
            }

            await().untilAsserted(() -> assertThat(outboxSize(kit.context)).isZero());
            assertThat(valuesOf(kit, "a"))
                    .containsExactlyElementsOf(
                            IntStream.range(0, 50).mapToObj(String::valueOf).toList());
        }
    }

    @Test
    void messageTheBrokerWillNeverTakeIsParkedAndTheRestGoesOn() {
        try (Kit kit = Kit.start(true)) {
            byte[] tooLarge = new byte[6 * 1024 * 1024];
            commit(kit.context, new Outgoing(kit.topic, bytes("a"), Map.of(), tooLarge), message(kit, "a", "after"));

            await().untilAsserted(() -> assertThat(valuesOf(kit, "a")).containsExactly("after"));
            await().untilAsserted(() -> assertThat(kit.dsl().fetch(OUTBOX))
                    .singleElement()
                    .satisfies(row -> assertThat(row.getParkedBecause()).contains("RecordTooLarge")));
        }
    }

    @Test
    void brokerAwayAndBackLosesNothing(@TempDir Path folder) throws Exception {
        int port = freePort();
        LocalKafka kafka = LocalKafka.start(folder, port);
        try (Kit kit = new Kit(true, kafka.bootstrapServers())) {
            commit(kit.context, message(kit, "a", "before"));
            await().untilAsserted(() -> assertThat(outboxSize(kit.context)).isZero());

            kafka.close();
            commit(kit.context, message(kit, "a", "meanwhile"));
            assertThat(outboxSize(kit.context)).isEqualTo(1);
            kafka = LocalKafka.start(folder, port);

            await().atMost(java.time.Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(outboxSize(kit.context)).isZero());
            assertThat(valuesOf(kit, "a").stream().distinct()).containsExactly("before", "meanwhile");
        } finally {
            kafka.close();
        }
    }

    private static int freePort() throws java.io.IOException {
        try (java.net.ServerSocket socket = new java.net.ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static ApplicationContext successor(Kit kit) {
        return ApplicationContext.run(EmbeddedServer.class, kit.properties).getApplicationContext();
    }

    private static void commit(ApplicationContext context, Outgoing... messages) {
        context.getBean(DSLContext.class).transaction(tx -> outbox(context).addAll(tx.dsl(), List.of(messages)));
    }

    private static void commitState(Kit kit, String key, int revision) {
        kit.dsl()
                .transaction(tx -> outbox(kit.context).addState(tx.dsl(), message(kit, key, String.valueOf(revision))));
    }

    private static Outbox outbox(ApplicationContext context) {
        return context.getBean(Outbox.class);
    }

    private static int outboxSize(ApplicationContext context) {
        return context.getBean(DSLContext.class).fetchCount(OUTBOX);
    }

    private static Outgoing message(Kit kit, String key, String value) {
        return new Outgoing(kit.topic, bytes(key), Map.of("kind", "test"), bytes(value));
    }

    private static List<String> valuesOf(Kit kit, String key) {
        return kit.read(kit.topic).stream()
                .filter(record -> text(record.key()).equals(key))
                .map(ConsumerRecord::value)
                .map(Kit::text)
                .toList();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
