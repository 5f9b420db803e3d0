package dev.crosscheck.kit.topic;

import static dev.crosscheck.kit.Kit.text;
import static dev.crosscheck.kit.db.Tables.DEAD_LETTER;
import static dev.crosscheck.kit.db.Tables.KAFKA_OFFSET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.table;

import dev.crosscheck.kit.Kit;
import dev.crosscheck.kit.database.Pipeline;
import dev.crosscheck.kit.db.tables.records.KafkaOffsetRecord;
import dev.crosscheck.kit.deadletter.DeadLetters;
import dev.crosscheck.kit.kafka.KafkaClients;
import dev.crosscheck.local.Broker;
import dev.crosscheck.local.FreePorts;
import dev.crosscheck.local.LocalKafka;
import dev.crosscheck.local.test.TestInfrastructure;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jooq.CloseableDSLContext;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopicReaderTest {

    private final Kit kit = Kit.start(false);
    private final List<TopicReader> readers = new ArrayList<>();

    @AfterEach
    void stop() {
        readers.forEach(TopicReader::close);
        kit.close();
    }

    @Test
    void eachRecordTakesEffectOnceThoughReadersComeAndGo() {
        kit.publish("a", "1", "2", "3");
        start("one", TopicReaderTest::note);
        await().untilAsserted(() -> assertThat(notes()).containsExactly("1", "2", "3"));
        readers.getFirst().close();

        kit.publish("a", "4");
        start("one", TopicReaderTest::note);

        await().untilAsserted(() -> assertThat(notes()).containsExactly("1", "2", "3", "4"));
    }

    /** By its own name it would otherwise be held for a member until its session has ended. */
    @Test
    void readerThatIsStoppedLeavesItsGroup() throws Exception {
        String brokers = TestInfrastructure.shared().kafka().bootstrapServers();
        try (Kit named = new Kit(false, brokers, Map.of("crosscheck.kafka.instance-id", "replica"));
                Admin admin = new Broker(brokers).admin()) {
            named.publish("a", "1");
            CountDownLatch read = new CountDownLatch(1);
            TopicReader reader = named.reader("one", "group", (tx, records) -> read.countDown());
            readers.add(reader);
            Thread.ofPlatform().daemon(true).start(reader);
            read.await();
            String group = "one-" + named.topic;
            assertThat(members(admin, group)).hasSize(1);

            reader.close();

            assertThat(members(admin, group)).isEmpty();
        }
    }

    private static Collection<MemberDescription> members(Admin admin, String group) throws Exception {
        return admin.describeConsumerGroups(List.of(group))
                .describedGroups()
                .get(group)
                .get()
                .members();
    }

    /** A paused process wakes up and believes that it still owns its partitions: both read, one may write. */
    @Test
    void twoOwnersAtOnceWriteEachRecordOnce() {
        List<String> texts = IntStream.range(0, 2_000).mapToObj(String::valueOf).toList();
        start("first-owner", TopicReaderTest::note);
        start("second-owner", TopicReaderTest::note);

        for (int from = 0; from < texts.size(); from += 100) {
            kit.publish("key-" + from, texts.subList(from, from + 100).toArray(String[]::new));
        }

        await().untilAsserted(() -> assertThat(nextOffsets()).isEqualTo(texts.size()));
        assertThat(notes()).containsExactlyInAnyOrderElementsOf(texts);
    }

    @Test
    void fencedOwnerCannotWrite() {
        Offsets offsets = new Offsets("group");
        TopicPartition partition = new TopicPartition(kit.topic, 0);
        kit.dsl().transaction(tx -> offsets.advance(tx.dsl(), Map.of(), Map.of(partition, 7L)));

        assertThatThrownBy(() -> kit.dsl().transaction(tx -> {
                    note(tx.dsl(), "fenced");
                    offsets.advance(tx.dsl(), Map.of(partition, 5L), Map.of(partition, 9L));
                }))
                .isInstanceOf(FencedException.class);
        assertThatThrownBy(() ->
                        kit.dsl().transaction(tx -> offsets.advance(tx.dsl(), Map.of(), Map.of(partition, 3L))))
                .isInstanceOf(FencedException.class);

        assertThat(notes()).isEmpty();
        assertThat(offsets.of(kit.dsl(), List.of(partition))).containsEntry(partition, 7L);
    }

    /** What its handler wrote waited to be sent together with how far it had come, and went with that. */
    @Test
    void ownerThatIsFencedBeforeAnythingWasReadWritesNothingThatWaited() {
        kit.publish("a", "fenced");
        FencedWhileItWrites handler = new FencedWhileItWrites();
        start("one", handler);
        await().untilAsserted(() -> assertThat(handler.fenced).isTrue());

        kit.publish("a", "next");

        await().untilAsserted(() -> assertThat(notes()).containsExactly("next"));
        assertThat(nextOffsets()).isEqualTo(2);
        assertThat(kit.dsl().fetchCount(DEAD_LETTER)).isZero();
    }

    @Test
    void ownerThatIsFencedWritesNothingThatWaited() {
        FencedWhileItWrites handler = new FencedWhileItWrites();
        start("one", handler);
        kit.publish("a", "before");
        await().untilAsserted(() -> assertThat(notes()).containsExactly("before"));
        kit.publish("a", "fenced");
        await().untilAsserted(() -> assertThat(handler.fenced).isTrue());

        kit.publish("a", "next");

        await().untilAsserted(() -> assertThat(notes()).containsExactly("before", "next"));
        assertThat(nextOffsets()).isEqualTo(3);
        assertThat(kit.dsl().fetchCount(DEAD_LETTER)).isZero();
    }

    @Test
    void poisonInABatchIsSetAsideAndTheRestGoesOn() {
        kit.publish("a", "1", "poison", "2", "too long for the column, by far", "3");
        start("one", TopicReaderTest::note);

        await().untilAsserted(() -> assertThat(notes()).containsExactly("1", "2", "3"));
        assertThat(kit.dsl().fetch(DEAD_LETTER)).hasSize(2).allSatisfy(letter -> {
            assertThat(letter.getTopic()).isEqualTo(kit.topic);
            assertThat(text(letter.getKey())).isEqualTo("a");
            assertThat(text(letter.getValue())).isIn("poison", "too long for the column, by far");
            assertThat(letter.getReason()).contains("(expected: ");
        });
        assertThat(nextOffsets()).isEqualTo(5);
        assertThat(deadLetters(kit.topic)).isEqualTo(2);
    }

    /** The first of a series that begins with it is no increase to those who watch. */
    @Test
    void deadLettersOfATopicAreCountedFromZeroOn() {
        kit.context.getBean(DeadLetters.class).expect(kit.topic);

        assertThat(deadLetters(kit.topic)).isZero();
    }

    private double deadLetters(String topic) {
        return kit.context
                .getBean(MeterRegistry.class)
                .get("crosscheck.dead.letters")
                .tag("topic", topic)
                .counter()
                .count();
    }

    @Test
    void recordThatBreaksTheHandlerIsSetAsideAlone() {
        kit.publish("a", "1", "bug", "2");
        start("one", (tx, records) -> {
            if (records.stream().anyMatch(record -> text(record.value()).equals("bug"))) {
                throw new IllegalStateException("a bug of the handler");
            }
            note(tx, records);
        });

        await().untilAsserted(() -> assertThat(notes()).containsExactly("1", "2"));
        assertThat(kit.dsl().fetchCount(DEAD_LETTER)).isEqualTo(1);
    }

    /** One record would end the reader of its partition in one replica after the other, and again after each start. */
    @Test
    void recordThatOverflowsTheStackIsSetAsideAlone() {
        kit.publish("a", "1", "deep", "2");
        start("one", (tx, records) -> {
            if (records.stream().anyMatch(record -> text(record.value()).equals("deep"))) {
                throw new StackOverflowError();
            }
            note(tx, records);
        });

        await().untilAsserted(() -> assertThat(notes()).containsExactly("1", "2"));
        assertThat(kit.dsl().fetchCount(DEAD_LETTER)).isEqualTo(1);
    }

    @Test
    void troubleThatPassesLosesAndSkipsNothing() {
        kit.publish("a", "1", "2", "3");
        AtomicInteger attempts = new AtomicInteger();
        start("one", (tx, records) -> {
            note(tx, records);
            if (attempts.incrementAndGet() <= 3) {
                tx.execute("do $$ begin raise exception 'away' using errcode = '57P01'; end $$");
            }
        });

        await().untilAsserted(() -> assertThat(notes()).containsExactly("1", "2", "3"));
        assertThat(kit.dsl().fetchCount(DEAD_LETTER)).isZero();
        assertThat(attempts).hasValueGreaterThan(3);
    }

    @Test
    void connectionsThatAreCutAreWaitedOut() {
        kit.publish("a", "1");
        start("one", TopicReaderTest::note);
        await().untilAsserted(() -> assertThat(notes()).containsExactly("1"));

        assertThatThrownBy(() -> kit.dsl().execute("select pg_terminate_backend(pg_backend_pid())"))
                .isInstanceOf(DataAccessException.class);
        kit.dsl()
                .execute("select pg_terminate_backend(pid) from pg_stat_activity"
                        + " where datname = current_database() and pid <> pg_backend_pid() and usename = current_user");
        kit.publish("a", "2");

        await().untilAsserted(() -> assertThat(notes()).containsExactly("1", "2"));
    }

    @Test
    void readerThatCannotGoOnShowsNoLagUntilItCan() {
        AtomicBoolean away = new AtomicBoolean();
        start("one", (tx, records) -> {
            if (away.get()) {
                tx.execute("do $$ begin raise exception 'away' using errcode = '57P01'; end $$");
            }
            note(tx, records);
        });
        kit.publish("a", "1");
        await().until(() -> gauge("crosscheck.reader.lag") == 0);
        away.set(true);

        kit.publish("a", "2");

        await().until(() -> Double.isNaN(gauge("crosscheck.reader.lag")));
        assertThat(gauge("crosscheck.reader.stuck")).isPositive();
        away.set(false);
        await().until(() -> gauge("crosscheck.reader.lag") == 0);
        assertThat(gauge("crosscheck.reader.stuck")).isZero();
    }

    /** Polls bring nothing, and nothing fails. */
    @Test
    void readerWithoutABrokerShowsNoLag(@TempDir Path folder) {
        try (LocalKafka kafka = LocalKafka.start(folder, FreePorts.any());
                Kit other = new Kit(false, kafka.bootstrapServers())) {
            TopicReader reader = other.reader("one", "group", TopicReaderTest::note);
            readers.add(reader);
            Thread.ofPlatform().daemon(true).start(reader);
            await().until(() -> gauge(other, "crosscheck.reader.lag") == 0);

            kafka.process().kill();

            await().atMost(Duration.ofSeconds(60)).until(() -> Double.isNaN(gauge(other, "crosscheck.reader.lag")));
            assertThat(gauge(other, "crosscheck.reader.stuck")).isPositive();
            reader.close();
        }
    }

    /** A consumer that is made anew leaves its group, which has all the others stop and share the partitions again. */
    @Test
    void databaseThatDoesNotSayWhereToGoOnIsWaitedForWithTheSameConsumer() {
        AtomicInteger consumers = new AtomicInteger();
        TopicReader reader = kit.reader(
                () -> {
                    consumers.incrementAndGet();
                    return kit.context.getBean(KafkaClients.class).consumer("one-" + kit.topic, kit.topic);
                },
                "group",
                TopicReaderTest::note);
        readers.add(reader);
        Thread.ofPlatform().daemon(true).start(reader);
        kit.publish("a", "1");
        await().untilAsserted(() -> assertThat(notes()).containsExactly("1"));
        asOwner("alter table kafka_offset rename to hidden");

        kit.publish("a", "2");

        await().until(() -> pauses() >= 4);
        asOwner("alter table hidden rename to kafka_offset");
        await().untilAsserted(() -> assertThat(notes()).containsExactly("1", "2"));
        assertThat(consumers).hasValue(1);
    }

    private double pauses() {
        return kit.context
                .getBean(MeterRegistry.class)
                .get("crosscheck.reader.pauses")
                .counter()
                .count();
    }

    private void asOwner(String statement) {
        try (CloseableDSLContext owner = DSL.using(
                (String) kit.properties.get("crosscheck.database.url"),
                (String) kit.properties.get("crosscheck.database.owner.username"),
                (String) kit.properties.get("crosscheck.database.owner.password"))) {
            owner.execute(statement);
        }
    }

    private double gauge(String name) {
        return gauge(kit, name);
    }

    private static double gauge(Kit of, String name) {
        return of.context.getBean(MeterRegistry.class).get(name).gauge().value();
    }

    @Test
    void offsetTheBrokerDoesNotHaveIsAnAlarmAndReadsFromTheBeginning() {
        kit.publish("a", "1", "2");
        start("one", TopicReaderTest::note);
        await().untilAsserted(() -> assertThat(notes()).hasSize(2));
        readers.getFirst().close();
        kit.dsl().update(KAFKA_OFFSET).set(KAFKA_OFFSET.NEXT_OFFSET, 1_000L).execute();

        start("one", TopicReaderTest::note);

        await().untilAsserted(() -> assertThat(notes()).containsExactly("1", "2", "1", "2"));
        assertThat(kit.context
                        .getBean(MeterRegistry.class)
                        .get("crosscheck.reader.offset.out.of.range")
                        .counter()
                        .count())
                .isPositive();
    }

    @Test
    void placeInATopicThatIsGoneIsForgottenAtOnce() {
        kit.dsl()
                .transaction(tx -> new Offsets("group")
                        .advance(tx.dsl(), Map.of(), Map.of(new TopicPartition(kit.topic, 0), 1_000L)));

        start("one", TopicReaderTest::note);

        // Nothing has been read: a reader that started now would go on from here.
        await().untilAsserted(() -> assertThat(nextOffsets()).isZero());
    }

    /** What was read in the one that is gone says nothing of this one, though it has as many records and more. */
    @Test
    void topicThatWasMadeAnewIsReadFromItsBeginning() throws Exception {
        kit.publish("a", "1", "2");
        start("one", TopicReaderTest::note);
        await().untilAsserted(() -> assertThat(notes()).hasSize(2));
        await().untilAsserted(() -> assertThat(topicIdsKnown()).hasSize(1).doesNotContainNull());
        List<String> before = topicIdsKnown();
        readers.getFirst().close();

        try (Admin admin = kit.context.getBean(KafkaClients.class).admin("test")) {
            admin.deleteTopics(List.of(kit.topic)).all().get(30, TimeUnit.SECONDS);
            await().until(() ->
                    !admin.listTopics().names().get(30, TimeUnit.SECONDS).contains(kit.topic));
            kit.createTopic();
        }
        kit.publish("a", "3", "4", "5");
        start("one", TopicReaderTest::note);

        await().untilAsserted(() -> assertThat(notes()).contains("3", "4", "5"));
        assertThat(topicIdsKnown()).hasSize(1).doesNotContainAnyElementsOf(before);
        assertThat(nextOffsets()).isEqualTo(3);
        assertThat(kit.context
                        .getBean(MeterRegistry.class)
                        .get("crosscheck.reader.offset.out.of.range")
                        .counter()
                        .count())
                .isPositive();
    }

    private List<String> topicIdsKnown() {
        return kit.dsl().fetch(KAFKA_OFFSET).map(KafkaOffsetRecord::getTopicId);
    }

    /** Leaves all it writes waiting. Another owner takes the record that says so, while this one has it in hand. */
    private final class FencedWhileItWrites implements BatchHandler {

        private final AtomicBoolean fenced = new AtomicBoolean();

        @Override
        public void handle(DSLContext tx, List<ConsumerRecord<byte[], byte[]>> records) {
            throw new IllegalStateException("handle: without a pipeline (expected: with one)");
        }

        @Override
        public void handle(Pipeline tx, List<ConsumerRecord<byte[], byte[]>> records) {
            records.forEach(record ->
                    tx.run(tx.dsl().insertInto(table("note"), field("text")).values(text(record.value()))));
            ConsumerRecord<byte[], byte[]> last = records.getLast();
            if (text(last.value()).equals("fenced") && !fenced.get()) {
                takeAsAnother(new TopicPartition(last.topic(), last.partition()), last.offset());
                fenced.set(true);
            }
        }

        private void takeAsAnother(TopicPartition partition, long offset) {
            Map<TopicPartition, Long> expected = offset == 0 ? Map.of() : Map.of(partition, offset);
            kit.dsl()
                    .transaction(tx -> new Offsets("group").advance(tx.dsl(), expected, Map.of(partition, offset + 1)));
        }
    }

    private void start(String kafkaGroup, BatchHandler handler) {
        TopicReader reader = kit.reader(kafkaGroup, "group", handler);
        readers.add(reader);
        Thread.ofPlatform().daemon(true).start(reader);
    }

    private static void note(DSLContext tx, List<ConsumerRecord<byte[], byte[]>> records) {
        records.forEach(record -> note(tx, text(record.value())));
    }

    private static void note(DSLContext tx, String text) {
        tx.insertInto(table("note"), field("text")).values(text).execute();
    }

    private List<String> notes() {
        return kit.dsl()
                .select(field("text", String.class))
                .from(table("note"))
                .orderBy(field("id"))
                .fetchInto(String.class);
    }

    private long nextOffsets() {
        return kit.dsl().fetch(KAFKA_OFFSET).stream()
                .mapToLong(row -> row.getNextOffset())
                .sum();
    }
}
