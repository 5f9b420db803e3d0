package dev.crosscheck.local;

import dev.crosscheck.event.TopicSpec;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.RetriableException;

/**
 * A running Kafka, seen by whoever may create topics in it.
 *
 * @param bootstrapServers {@code host:port}
 * @param clientSettings   what a client of theirs needs beside the address
 */
public record Broker(String bootstrapServers, Map<String, String> clientSettings) {

    private static final int SECONDS = 30;
    private static final Duration LOOK_EVERY = Duration.ofMillis(20);
    private static final long MAX_MESSAGE_BYTES = 2L * 1024 * 1024;

    public Broker {
        clientSettings = Map.copyOf(clientSettings);
    }

    /** One that lets everybody do everything. */
    public Broker(String bootstrapServers) {
        this(bootstrapServers, Map.of());
    }

    /**
     * Creates the topics that are missing; the others stay as they are. Returns when all of them can be written to: that
     * comes a little after a broker says that it leads them.
     *
     * @return the names of those created
     * @throws IllegalStateException if the broker refuses or does not answer within 30 seconds
     */
    public Set<String> createTopics(List<TopicSpec> topics) {
        try (Admin admin = admin()) {
            Set<String> existing = admin.listTopics().names().get(SECONDS, TimeUnit.SECONDS);
            List<NewTopic> missing = topics.stream()
                    .filter(topic -> !existing.contains(topic.name()))
                    .map(Broker::newTopic)
                    .toList();
            admin.createTopics(missing).all().get(SECONDS, TimeUnit.SECONDS);
            awaitLed(
                    admin,
                    missing.stream()
                            .flatMap(topic -> partitions(topic.name()).stream())
                            .toList());
            return Set.copyOf(missing.stream().map(NewTopic::name).toList());
        } catch (ExecutionException | TimeoutException exception) {
            throw new IllegalStateException(
                    "topics: not created at " + bootstrapServers + " (expected: within " + SECONDS + " s)", exception);
        } catch (InterruptedException exception) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while creating topics", exception);
        }
    }

    private static void awaitLed(Admin admin, List<TopicPartition> partitions)
            throws ExecutionException, InterruptedException, TimeoutException {
        long latest = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        while (true) {
            try {
                admin.listOffsets(latest(partitions)).all().get(SECONDS, TimeUnit.SECONDS);
                return;
            } catch (ExecutionException exception) {
                if (!(exception.getCause() instanceof RetriableException) || System.nanoTime() - latest >= 0) {
                    throw exception;
                }
            }
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
    }

    /** How Kafka tells topics of one name apart: one that is deleted and made again has another id. By name. */
    public Map<String, String> topicIds() {
        try (Admin admin = admin()) {
            Set<String> names = admin.listTopics().names().get(SECONDS, TimeUnit.SECONDS);
            Map<String, String> ids = new HashMap<>();
            admin.describeTopics(names)
                    .allTopicNames()
                    .get(SECONDS, TimeUnit.SECONDS)
                    .forEach((name, topic) -> ids.put(name, topic.topicId().toString()));
            return ids;
        } catch (ExecutionException | TimeoutException exception) {
            throw new IllegalStateException("topics: ids not read at " + bootstrapServers, exception);
        } catch (InterruptedException exception) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while reading ids of topics", exception);
        }
    }

    /** A client for questions about topics and offsets. The caller closes it. */
    public Admin admin() {
        Map<String, Object> all = new HashMap<>(clientSettings);
        all.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        // A broker that is still starting is asked again soon.
        all.put(AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 200);
        return Admin.create(all);
    }

    /** How many records were ever written to each of the partitions. */
    private Map<TopicPartition, Long> endOffsets(Collection<TopicPartition> partitions) {
        try (Admin admin = admin()) {
            Map<TopicPartition, Long> ends = new HashMap<>();
            admin.listOffsets(latest(partitions))
                    .all()
                    .get(SECONDS, TimeUnit.SECONDS)
                    .forEach((partition, end) -> ends.put(partition, end.offset()));
            return ends;
        } catch (ExecutionException | TimeoutException exception) {
            throw new IllegalStateException("topics: ends not read at " + bootstrapServers, exception);
        } catch (InterruptedException exception) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while reading the ends of topics", exception);
        }
    }

    private static Map<TopicPartition, OffsetSpec> latest(Collection<TopicPartition> partitions) {
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        partitions.forEach(partition -> latest.put(partition, OffsetSpec.latest()));
        return latest;
    }

    /** How many records were ever written to all partitions of the topic. */
    public long endOffset(String topic) {
        return endOffsets(partitions(topic)).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    private static List<TopicPartition> partitions(String topic) {
        return IntStream.range(0, TopicSpec.PARTITIONS)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .toList();
    }

    /** Without the settings: there may be passwords among them, and this may end in a log. */
    @Override
    public String toString() {
        return "Broker[" + bootstrapServers + "]";
    }

    private static NewTopic newTopic(TopicSpec topic) {
        return new NewTopic(topic.name(), TopicSpec.PARTITIONS, (short) 1).configs(settings(topic));
    }

    /** What the broker is told of a topic, by the names that Kafka has for it; manifests have to say the same. */
    public static Map<String, String> settings(TopicSpec topic) {
        return switch (topic.keeping()) {
            case COMPACTED ->
                Map.of(
                        TopicConfig.CLEANUP_POLICY_CONFIG,
                        TopicConfig.CLEANUP_POLICY_COMPACT,
                        // A state topic is read whole by a new reader: a tenth of stale records is enough of them.
                        TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG,
                        "0.1",
                        // A reader that was away for a week still learns what was deleted.
                        TopicConfig.DELETE_RETENTION_MS_CONFIG,
                        Long.toString(TimeUnit.DAYS.toMillis(7)),
                        TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                        Long.toString(MAX_MESSAGE_BYTES));
            case RETAINED ->
                Map.of(
                        TopicConfig.CLEANUP_POLICY_CONFIG,
                        TopicConfig.CLEANUP_POLICY_DELETE,
                        TopicConfig.RETENTION_MS_CONFIG,
                        Long.toString(TimeUnit.DAYS.toMillis(TopicSpec.RETENTION_DAYS)),
                        TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                        Long.toString(MAX_MESSAGE_BYTES));
        };
    }
}
