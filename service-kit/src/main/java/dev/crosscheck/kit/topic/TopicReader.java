package dev.crosscheck.kit.topic;

import dev.crosscheck.kit.database.Pipeline;
import dev.crosscheck.kit.deadletter.DeadLetters;
import dev.crosscheck.kit.outbox.Origin;
import dev.crosscheck.kit.pulse.Pulse;
import dev.crosscheck.kit.trace.RecordSteps;
import dev.crosscheck.kit.trace.Step;
import dev.crosscheck.kit.trace.Tracing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jooq.DSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads topics so that each record takes effect exactly once, each key in order.
 *
 * <p>What the handler writes commits together with how far the reader has come. On assignment it starts
 * where PostgreSQL says, whatever the broker thinks. A reader that has lost a partition finds its offset
 * moved and rolls back. Trouble that may pass is waited out, with nothing lost and nothing skipped; a record
 * that fails alone, however often, is set aside as a dead letter and the next is read.
 *
 * <p>An offset that the broker no longer has, or has not yet, is an alarm ({@link ReaderMetrics}): records
 * were removed before they were read, or the topic is another one. So is a topic of another id ({@link TopicIds}), though
 * the offset fits. The reader then starts that partition from its beginning, never from its end; the inbox makes repeats
 * of events harmless.
 */
public final class TopicReader implements Runnable, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TopicReader.class);

    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(3);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(20);
    private static final CloseOptions LEAVING = CloseOptions.timeout(Duration.ofSeconds(5))
            .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP);

    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final List<String> topics;
    private final BatchHandler handler;
    private final DSLContext dsl;
    private final DeadLetters deadLetters;
    private final ReaderMetrics metrics;
    private final Pulse pulse;
    private final Tracing tracing;
    private final String group;
    private final Offsets offsets;
    private final TopicIds topicIds;

    /** Where each assigned partition stands in PostgreSQL; absent if nothing of it was ever read. */
    private final Map<TopicPartition, Long> positions = new HashMap<>();

    private final Backoff backoff = new Backoff(FIRST_PAUSE, LONGEST_PAUSE);
    private final CountDownLatch closing = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);

    /** @param consumers makes a consumer with auto-commit off and offset reset {@code none} */
    public TopicReader(
            Supplier<Consumer<byte[], byte[]>> consumers,
            List<String> topics,
            String group,
            BatchHandler handler,
            DSLContext dsl,
            DeadLetters deadLetters,
            ReaderMetrics metrics,
            Pulse pulse,
            Tracing tracing,
            TopicIds topicIds) {
        this.consumers = consumers;
        this.topics = List.copyOf(topics);
        this.handler = handler;
        this.dsl = dsl;
        this.deadLetters = deadLetters;
        this.metrics = metrics;
        this.pulse = pulse;
        this.tracing = tracing;
        this.group = group;
        this.offsets = new Offsets(group);
        this.topicIds = topicIds;
    }

    /** Reads until {@link #close}. Whatever breaks a consumer, a new one takes over after a pause. */
    @Override
    public void run() {
        pulse.through(this::readOn);
    }

    private void readOn() {
        try {
            while (!isClosing()) {
                pulse.beat();
                try (Consumer<byte[], byte[]> consumer = consumers.get()) {
                    read(consumer);
                    // For good: others have its partitions at once, and not when the session of its name has ended.
                    consumer.close(LEAVING);
                } catch (WakeupException _) {
                    // close() was called; leaving the loop is all there is to do.
                } catch (RuntimeException e) {
                    pause("Lost the consumer; making a new one", e);
                }
            }
        } finally {
            topicIds.close();
            stopped.countDown();
        }
    }

    public List<String> topics() {
        return topics;
    }

    /** Stops after the batch in hand, and waits for that. */
    @Override
    public void close() {
        pulse.mayEnd();
        closing.countDown();
        try {
            if (!stopped.await(STOP_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.atWarn().addKeyValue("topics", topics).log("The reader is still busy; leaving it behind");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void read(Consumer<byte[], byte[]> consumer) {
        consumer.subscribe(topics, new Assignment(consumer));
        BrokerContact contact = new BrokerContact(consumer);
        boolean isAstray = false;
        while (!isClosing()) {
            pulse.beat();
            try {
                if (isAstray) {
                    seekToStored(consumer, consumer.assignment());
                    isAstray = false;
                }
                readOnce(consumer);
                backoff.reset();
                tell(consumer, contact);
                startOverInNewTopics(consumer);
            } catch (WakeupException e) {
                throw e;
            } catch (RuntimeException e) {
                if (Trouble.of(e) == Trouble.LASTING) {
                    throw e;
                }
                // The consumer is kept, and with it its place in the group: what is away may be away for long.
                pause("Could not take records in; trying again", e);
                isAstray = true;
            }
        }
    }

    private void readOnce(Consumer<byte[], byte[]> consumer) {
        try {
            ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
            if (!records.isEmpty()) {
                take(inOrder(records));
            }
        } catch (OffsetOutOfRangeException e) {
            metrics.outOfRange();
            LOG.atError()
                    .addKeyValue("partitions", e.offsetOutOfRangePartitions())
                    .log("Offsets are out of range: records were lost, or the topic is a new one; reading it from"
                            + " its beginning");
            startOver(consumer, e.offsetOutOfRangePartitions().keySet(), Map.of());
        }
    }

    /** Nobody knows the lag without a broker, whatever the consumer heard last. */
    private void tell(Consumer<byte[], byte[]> consumer, BrokerContact contact) {
        Optional<Map<TopicPartition, Long>> lag = contact.isThere() ? lag(consumer) : Optional.empty();
        lag.ifPresentOrElse(metrics::wentRound, metrics::failed);
    }

    /** A topic that was made anew has offsets of its own: that ours is among them means nothing. */
    private void startOverInNewTopics(Consumer<byte[], byte[]> consumer) {
        Map<String, String> ids = topicIds.news();
        if (ids.isEmpty()) {
            return;
        }
        List<TopicPartition> read = List.copyOf(positions.keySet());
        Set<TopicPartition> inNewTopics = dsl.transactionResult(tx -> offsets.ofOtherTopics(tx.dsl(), read, ids));
        if (!inNewTopics.isEmpty()) {
            metrics.outOfRange();
            LOG.atError()
                    .addKeyValue("partitions", inNewTopics)
                    .log("The topic is another one of the same name; reading it from its beginning");
            startOver(consumer, inNewTopics, ids);
        }
    }

    /**
     * Reads the partitions from their beginning, and has PostgreSQL know so at once: the place that was stored
     * belongs to records that are gone, and after a restart it would skip as many of the new ones.
     *
     * @param ids of the topics, as far as they are known
     */
    private void startOver(
            Consumer<byte[], byte[]> consumer, Collection<TopicPartition> partitions, Map<String, String> ids) {
        Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions);
        dsl.transaction(tx -> {
            offsets.advance(tx.dsl(), positions, beginnings);
            partitions.forEach(partition -> offsets.belongTo(tx.dsl(), partition, ids.get(partition.topic())));
        });
        beginnings.forEach(consumer::seek);
        positions.putAll(beginnings);
    }

    private void take(List<ConsumerRecord<byte[], byte[]>> records) {
        try {
            commit(records);
        } catch (RuntimeException e) {
            if (Trouble.of(e) == Trouble.PASSING) {
                throw e;
            }
            LOG.atWarn().addKeyValue("records", records.size()).setCause(e).log("A batch failed; taking it one by one");
            records.forEach(this::takeAlone);
        }
    }

    private void takeAlone(ConsumerRecord<byte[], byte[]> record) {
        pulse.beat();
        try {
            commit(List.of(record));
        } catch (RuntimeException e) {
            if (Trouble.of(e) == Trouble.PASSING) {
                throw e;
            }
            LOG.atWarn().setCause(e).log("A record failed alone");
            commit(
                    List.of(record),
                    (tx, records) -> deadLetters.add(tx, records.getFirst(), reason(e)),
                    RecordSteps.NONE);
            metrics.deadLettered();
        }
    }

    private void commit(List<ConsumerRecord<byte[], byte[]>> records) {
        try (RecordSteps steps = RecordSteps.begin(tracing, records, group, handler.isBeginning());
                Step.LogScope _ = steps.inLog()) {
            commit(records, steps);
            handler.afterCommit();
        }
        metrics.handled(records.size());
    }

    private void commit(List<ConsumerRecord<byte[], byte[]>> records, RecordSteps steps) {
        try (RecordSteps _ = steps.inDatabase()) {
            commit(records, handler, steps);
        } catch (StackOverflowError e) {
            steps.failed(e);
            // It is as deep the next time: a reader that died of it would die again after each start.
            throw new IllegalStateException("A record is too deep to be taken in", e);
        } catch (RuntimeException e) {
            steps.failed(e);
            throw e;
        }
    }

    private void commit(List<ConsumerRecord<byte[], byte[]>> records, BatchHandler effect, RecordSteps steps) {
        Map<TopicPartition, Long> next = new LinkedHashMap<>();
        records.forEach(
                record -> next.put(new TopicPartition(record.topic(), record.partition()), record.offset() + 1));
        dsl.transaction(tx -> {
            oldest(records).ifPresent(origin -> Origin.set(tx.dsl(), origin));
            steps.carry(tx.dsl());
            Pipeline pipeline = Pipeline.of(tx.dsl());
            // First, so that an owner that lost the partition learns it with its first question.
            offsets.advance(pipeline, positions, next);
            effect.handle(pipeline, records);
            pipeline.flush();
        });
        positions.putAll(next);
    }

    /** What the whole batch goes back to: measured by it, nothing is said to have come sooner than it did. */
    private static Optional<Instant> oldest(List<ConsumerRecord<byte[], byte[]>> records) {
        return records.stream().flatMap(record -> Origin.of(record).stream()).min(Comparator.naturalOrder());
    }

    /** A fixed order of partitions: two readers whose work overlaps lock offsets in the same order. */
    private static List<ConsumerRecord<byte[], byte[]>> inOrder(ConsumerRecords<byte[], byte[]> records) {
        List<ConsumerRecord<byte[], byte[]>> ordered = new ArrayList<>(records.count());
        records.partitions().stream()
                .sorted(Comparator.comparing(TopicPartition::topic).thenComparing(TopicPartition::partition))
                .forEach(partition -> ordered.addAll(records.records(partition)));
        return ordered;
    }

    private void seekToStored(Consumer<byte[], byte[]> consumer, Collection<TopicPartition> partitions) {
        Map<TopicPartition, Long> stored = offsets.of(dsl, partitions);
        for (TopicPartition partition : partitions) {
            Long next = stored.get(partition);
            if (next == null) {
                positions.remove(partition);
                consumer.seekToBeginning(List.of(partition));
            } else {
                positions.put(partition, next);
                consumer.seek(partition, next);
            }
        }
    }

    /** Empty if there is a partition of which nothing has been heard yet, as when its leader is away. */
    private static Optional<Map<TopicPartition, Long>> lag(Consumer<byte[], byte[]> consumer) {
        Map<TopicPartition, Long> lag = new HashMap<>();
        for (TopicPartition partition : consumer.assignment()) {
            OptionalLong known = consumer.currentLag(partition);
            if (known.isEmpty()) {
                return Optional.empty();
            }
            lag.put(partition, known.getAsLong());
        }
        return Optional.of(lag);
    }

    private void pause(String what, RuntimeException why) {
        Duration pause = backoff.next();
        metrics.paused();
        LOG.atWarn()
                .addKeyValue("topics", topics)
                .addKeyValue("pauseMillis", pause.toMillis())
                .addKeyValue("because", String.valueOf(why.getMessage()))
                .log(what);
        try {
            closing.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            closing.countDown();
        }
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }

    /** The first line of the innermost message: the database's own words, without the statement. */
    private static String reason(RuntimeException e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String said =
                Objects.requireNonNullElse(cause.getMessage(), cause.getClass().getSimpleName());
        return "record: " + said.lines().findFirst().orElse("") + " (expected: a record that can be stored)";
    }

    /** Partitions come and go; where they start is PostgreSQL's to say. */
    private final class Assignment implements ConsumerRebalanceListener {

        private final Consumer<byte[], byte[]> consumer;

        Assignment(Consumer<byte[], byte[]> consumer) {
            this.consumer = consumer;
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            seekToStored(consumer, partitions);
            LOG.atInfo().addKeyValue("partitions", partitions).log("Reading");
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            // Nothing is in flight here: a batch commits, or rolls back, before the next poll.
            positions.keySet().removeAll(partitions);
        }
    }
}
