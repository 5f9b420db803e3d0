package dev.crosscheck.comparison.change;

import static dev.crosscheck.comparison.db.Tables.PAGE_CHANGE;
import static dev.crosscheck.comparison.db.Tables.PAGE_CHANGE_TOLD;
import static dev.crosscheck.comparison.sample.Samples.model;
import static dev.crosscheck.comparison.sample.Samples.prices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.crosscheck.comparison.sample.Engine;
import dev.crosscheck.event.EventJson;
import dev.crosscheck.event.Topics;
import dev.crosscheck.event.comparison.PageChanged;
import dev.crosscheck.kit.kafka.KafkaClients;
import dev.crosscheck.kit.pulse.Pulses;
import dev.crosscheck.kit.trace.Tracing;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class ChangeTellerTest {

    private static final int MODELS = 6;

    /** Tests share the topic, and tell their changes apart by the models. */
    private final String prefix = "m" + UUID.randomUUID() + "-";

    @Test
    void everyChangeIsToldOnceAndAsItWasRecorded() {
        try (Engine engine = Engine.startWithKafka()) {
            startTelling(engine);

            changePrices(engine, 20);

            await().untilAsserted(() -> assertThat(untold(engine)).isZero());
            List<PageChanged> told = told(engine);
            assertThat(told).hasSize(20 * (MODELS - 1));
            assertThat(told)
                    .containsExactlyInAnyOrderElementsOf(
                            engine.get(ChangeLog.class).after(engine.dsl(), 0, 1_000));
            assertThat(toldUpTo(engine)).isEqualTo(20 * (MODELS - 1));
        }
    }

    /** Those of a page, that is: they have the same key. */
    @Test
    void changesOfAPageAreToldInTheirOrder() {
        try (Engine engine = Engine.startWithKafka()) {
            startTelling(engine);

            changePrices(engine, 20);

            await().untilAsserted(() -> assertThat(untold(engine)).isZero());
            assertThat(told(engine).stream()
                            .filter(change -> change.second().equals(prefix + 1))
                            .map(PageChanged::change))
                    .hasSize(20)
                    .isSorted();
        }
    }

    @Test
    void whatWasCommittedWhileThereWasNoTellerIsToldByTheNext() {
        try (Engine engine = Engine.startWithKafka()) {
            changePrices(engine, 3);
            assertThat(untold(engine)).isEqualTo(3 * (MODELS - 1));

            try (Engine successor = engine.anotherWithKafka()) {
                startTelling(successor);

                await().untilAsserted(() -> assertThat(untold(successor)).isZero());
                assertThat(told(successor)).hasSize(3 * (MODELS - 1));
            }
        }
    }

    @Test
    void ofTwoTellersOneTellsWhatBothProcessesCommit() {
        try (Engine one = Engine.startWithKafka();
                Engine other = one.anotherWithKafka()) {
            startTelling(one);
            startTelling(other);

            changePrices(one, 4);
            other.hear(prices(prefix + 0, 10, "10"));
            other.refresh();

            await().untilAsserted(() -> assertThat(untold(one)).isZero());
            assertThat(told(one)).hasSize(5 * (MODELS - 1));
        }
    }

    @Test
    void anotherTellsWhenTheTellerIsGone() {
        try (Engine other = Engine.startWithKafka()) {
            try (Engine one = other.anotherWithKafka()) {
                startTelling(one);
                changePrices(one, 1);
                await().untilAsserted(() -> assertThat(untold(one)).isZero());
            }
            startTelling(other);
            other.hear(prices(prefix + 0, 10, "10"));
            other.refresh();

            await().untilAsserted(() -> assertThat(untold(other)).isZero());
            assertThat(told(other)).hasSize(2 * (MODELS - 1));
        }
    }

    @Test
    void changesAreToldThoughTheirNumbersHaveBegunAgain() {
        try (Engine engine = Engine.startWithKafka()) {
            changePrices(engine, 1);
            engine.asOwner("update page_change_told set change = 1000");

            startTelling(engine);
            await().untilAsserted(() -> assertThat(toldUpTo(engine)).isEqualTo(MODELS - 1));
            engine.hear(prices(prefix + 0, 10, "10"));
            engine.refresh();

            await().untilAsserted(() -> assertThat(toldUpTo(engine)).isEqualTo(2 * (MODELS - 1)));
            assertThat(told(engine)).hasSize(MODELS - 1);
        }
    }

    /** As an operator does it to have all of it made again. */
    @Test
    void changesAreToldAfterEverythingWasWiped() {
        try (Engine engine = Engine.startWithKafka()) {
            changePrices(engine, 1);
            engine.asOwner("truncate page_change, page_change_told");

            startTelling(engine);
            engine.hear(prices(prefix + 0, 10, "10"));
            engine.refresh();

            await().untilAsserted(() -> assertThat(told(engine)).hasSize(MODELS - 1));
            await().untilAsserted(() -> assertThat(untold(engine)).isZero());
        }
    }

    @Test
    void changesAreToldAgainFromTheNumberThatIsSetBack() {
        try (Engine engine = Engine.startWithKafka()) {
            startTelling(engine);
            changePrices(engine, 2);
            await().untilAsserted(() -> assertThat(untold(engine)).isZero());

            engine.asOwner("update page_change_told set change = 3");

            await().untilAsserted(() -> assertThat(told(engine)).hasSize(4 * (MODELS - 1) - 3));
            await().untilAsserted(() -> assertThat(untold(engine)).isZero());
        }
    }

    /** They are older than those of the log, and the relay has yet to send them. */
    @Test
    void whatAnEarlierVersionLeftInTheOutboxComesFirst() {
        try (Engine engine = Engine.startWithKafka()) {
            leaveInOutbox(engine);
            startTelling(engine);
            awaitLookIntoOutbox(engine);
            changePrices(engine, 1);
            awaitLookIntoOutbox(engine);

            assertThat(told(engine)).isEmpty();
            engine.asOwner("delete from outbox");

            await().untilAsserted(() -> assertThat(told(engine)).hasSize(MODELS - 1));
        }
    }

    /** A replica of it runs on for a while: what it has committed is told by its relay first. */
    @Test
    void whatAnEarlierVersionStillLeavesInTheOutboxComesFirst() {
        try (Engine engine = Engine.startWithKafka();
                Engine other = engine.another()) {
            startTelling(engine);
            changePrices(engine, 1);
            await().untilAsserted(() -> assertThat(untold(engine)).isZero());
            leaveInOutbox(engine);
            other.hear(prices(prefix + 0, 10, "10"));
            other.refresh();
            awaitLookIntoOutbox(engine);

            assertThat(told(engine)).hasSize(MODELS - 1);
            engine.asOwner("delete from outbox");

            await().untilAsserted(() -> assertThat(told(engine)).hasSize(2 * (MODELS - 1)));
        }
    }

    private static void leaveInOutbox(Engine engine) {
        engine.asOwner("insert into outbox (topic, key, is_state, headers, value, created_at)"
                + " values ('comparison.page-changes.v1', '', false, '{}', '', now())");
    }

    /** Returns when the teller has asked, after this was called, whether an earlier version left changes there. */
    private static void awaitLookIntoOutbox(Engine engine) {
        Object now = engine.dsl().fetchValue("select clock_timestamp()::text");
        await().until(() -> engine.dsl().fetchValue("""
                        select exists (select from pg_stat_activity as session join pg_locks as lock using (pid)
                                       where lock.locktype = 'advisory' and lock.granted and lock.objid = ?
                                         and session.datname = current_database()
                                         and session.state = 'idle' and session.query like '%outbox%'
                                         and session.query_start > cast(? as timestamptz))""", ChangeTeller.LOCK, now).equals(true));
    }

    @Test
    void whatThisProcessCommitsIsTakenFromMemory() {
        try (Engine engine = Engine.startWithKafka()) {
            startTelling(engine);
            changePrices(engine, 1);
            await().untilAsserted(() -> assertThat(untold(engine)).isZero());
            double before = takenFromMemory(engine);

            engine.hear(prices(prefix + 0, 10, "10"));
            engine.refresh();

            await().untilAsserted(() -> assertThat(untold(engine)).isZero());
            assertThat(takenFromMemory(engine) - before).isEqualTo(MODELS - 1);
        }
    }

    /** Whoever followed its page would have seen the later one first, and could not tell. */
    @Test
    void nothingIsToldBehindAChangeThatTheBrokerDidNotTake() throws InterruptedException {
        HalfTakingBroker broker = new HalfTakingBroker(5, Map.of(2, new TimeoutException("no answer")));
        try (Engine engine = Engine.start()) {
            changePrices(engine, 2);

            tell(engine, broker);

            assertThat(broker.taken()).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L);
        }
    }

    @Test
    void changeThatTheBrokerWillNeverTakeIsPassedOver() throws InterruptedException {
        HalfTakingBroker broker = new HalfTakingBroker(10, Map.of(2, new RecordTooLargeException("too large")));
        try (Engine engine = Engine.start()) {
            changePrices(engine, 2);

            tell(engine, broker);

            assertThat(broker.taken()).containsExactly(1L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L);
            assertThat(untellable(engine)).isEqualTo(1);
        }
    }

    @Test
    void whatWasPassedOverIsNotToldWhenTheRestIsToldAgain() throws InterruptedException {
        HalfTakingBroker broker = new HalfTakingBroker(
                10, Map.of(2, new RecordTooLargeException("too large"), 4, new TimeoutException("no answer")));
        try (Engine engine = Engine.start()) {
            changePrices(engine, 2);

            tell(engine, broker);

            assertThat(broker.taken()).containsExactly(1L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L);
            assertThat(untellable(engine)).isEqualTo(1);
        }
    }

    private static void tell(Engine engine, HalfTakingBroker broker) throws InterruptedException {
        ChangeTeller teller = new ChangeTeller(
                engine.get(HikariDataSource.class),
                engine.dsl(),
                broker,
                engine.get(ChangeLog.class),
                engine.get(FreshChanges.class),
                engine.get(MeterRegistry.class),
                engine.get(Pulses.class),
                engine.get(Tracing.class));
        try {
            startTelling(engine, teller);
            await().untilAsserted(() -> assertThat(untold(engine)).isZero());
        } finally {
            teller.close();
        }
    }

    private static double untellable(Engine engine) {
        return engine.get(MeterRegistry.class)
                .counter("crosscheck.changes.untellable")
                .count();
    }

    private static double takenFromMemory(Engine engine) {
        return engine.get(MeterRegistry.class)
                .counter("crosscheck.changes.taken", "from", "memory")
                .count();
    }

    @Test
    void withoutABrokerChangesAreRecordedAndWait() {
        try (Engine engine = Engine.start()) {
            startTelling(engine);

            changePrices(engine, 2);

            assertThat(engine.dsl().fetchCount(PAGE_CHANGE)).isEqualTo(2 * (MODELS - 1));
            assertThat(untold(engine)).isEqualTo(2 * (MODELS - 1));
        }
    }

    /** The service has no server here, whose start it would wait for. */
    private static void startTelling(Engine engine) {
        startTelling(engine, engine.get(ChangeTeller.class));
    }

    private static void startTelling(Engine engine, ChangeTeller teller) {
        teller.onApplicationEvent(new ServerStartupEvent(engine.get(EmbeddedServer.class)));
    }

    private void changePrices(Engine engine, int times) {
        for (int number = 0; number < MODELS; number++) {
            engine.hear(model(prefix + number, 1), prices(prefix + number, 1, "1"));
        }
        engine.refresh();
        for (int revision = 2; revision < 2 + times; revision++) {
            engine.hear(prices(prefix + 0, revision, String.valueOf(revision)));
            engine.refresh();
        }
    }

    private static long untold(Engine engine) {
        return Told.untold(engine.dsl());
    }

    private static long toldUpTo(Engine engine) {
        return engine.dsl().selectFrom(PAGE_CHANGE_TOLD).fetchSingle().getChange();
    }

    /** What is on the topic now, of this test. */
    private List<PageChanged> told(Engine engine) {
        try (Consumer<byte[], byte[]> consumer =
                engine.get(KafkaClients.class).consumer("look-" + UUID.randomUUID(), "look")) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.PAGE_CHANGES).stream()
                    .map(info -> new TopicPartition(Topics.PAGE_CHANGES, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<PageChanged> changes = new ArrayList<>();
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                for (ConsumerRecord<byte[], byte[]> told : consumer.poll(Duration.ofMillis(100))) {
                    changes.add(EventJson.MAPPER.readValue(told.value(), PageChanged.class));
                }
            }
            return changes.stream()
                    .filter(change -> change.first().startsWith(prefix))
                    .toList();
        }
    }
}
