package dev.crosscheck.kit.topic;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.Metric;
import org.jspecify.annotations.Nullable;

/**
 * Whether a consumer belongs to its group and has a broker to tell so. A poll that brings nothing does not say: without a
 * broker it brings nothing either, and what the consumer then holds for its lag is what it last heard.
 */
final class BrokerContact {

    /** As long as a group waits for a member; a heartbeat is sent every two seconds while there is somebody to send to. */
    private static final Duration LOST_AFTER = Duration.ofSeconds(10);

    private final Consumer<?, ?> consumer;
    private @Nullable Metric sinceHeartbeat;

    BrokerContact(Consumer<?, ?> consumer) {
        this.consumer = consumer;
    }

    boolean isThere() {
        Metric since = sinceHeartbeat();
        // Below zero: none was ever sent.
        return since != null
                && since.metricValue() instanceof Number seconds
                && seconds.doubleValue() >= 0
                && seconds.doubleValue() <= LOST_AFTER.toSeconds();
    }

    /** Looked for until it is there, and then no more: there are several hundred. */
    private @Nullable Metric sinceHeartbeat() {
        if (sinceHeartbeat == null) {
            sinceHeartbeat = consumer.metrics().entrySet().stream()
                    .filter(metric -> metric.getKey().name().equals("last-heartbeat-seconds-ago"))
                    .<Metric>map(Map.Entry::getValue)
                    .findFirst()
                    .orElse(null);
        }
        return sinceHeartbeat;
    }
}
