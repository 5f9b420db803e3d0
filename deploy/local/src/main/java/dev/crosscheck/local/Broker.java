package dev.crosscheck.local;

import dev.crosscheck.event.TopicSpec;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;

/**
 * A running Kafka, seen by whoever may create topics in it.
 *
 * @param bootstrapServers {@code host:port}
 * @param clientSettings   what a client of theirs needs beside the address
 */
public record Broker(String bootstrapServers, Map<String, String> clientSettings) {

    private static final int SECONDS = 30;
    private static final long MAX_MESSAGE_BYTES = 2L * 1024 * 1024;

    public Broker {
        clientSettings = Map.copyOf(clientSettings);
    }

    /** One that lets everybody do everything. */
    public Broker(String bootstrapServers) {
        this(bootstrapServers, Map.of());
    }

    /**
     * Creates the topics that are missing; the others stay as they are.
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
            return Set.copyOf(missing.stream().map(NewTopic::name).toList());
        } catch (ExecutionException | TimeoutException exception) {
            throw new IllegalStateException(
                    "topics: not created at " + bootstrapServers + " (expected: within " + SECONDS + " s)", exception);
        } catch (InterruptedException exception) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while creating topics", exception);
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
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        partitions.forEach(partition -> latest.put(partition, OffsetSpec.latest()));
        try (Admin admin = admin()) {
            Map<TopicPartition, Long> ends = new HashMap<>();
            admin.listOffsets(latest)
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

    /** How many records were ever written to all partitions of the topic. */
    public long endOffset(String topic) {
        List<TopicPartition> partitions = IntStream.range(0, TopicSpec.PARTITIONS)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .toList();
        return endOffsets(partitions).values().stream()
                .mapToLong(Long::longValue)
                .sum();
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
