package dev.crosscheck.kit.topic;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.TopicPartition;

/**
 * What a reader tells of itself.
 *
 * <p>{@code crosscheck.reader.lag} is records published and not yet taken in, and {@code
 * crosscheck.reader.partition.lag} those of each partition that this replica has; {@code
 * crosscheck.reader.offset.out.of.range} above zero is an alarm; {@code crosscheck.reader.pauses} grows while
 * something that it needs is away.
 */
public final class ReaderMetrics {

    private final AtomicLong lag;
    private final MultiGauge partitions;
    private final Map<TopicPartition, AtomicLong> lags = new HashMap<>();
    private final Counter handled;
    private final Counter deadLettered;
    private final Counter pauses;
    private final Counter outOfRange;

    public ReaderMetrics(MeterRegistry meters, List<String> topics) {
        Tags tags = Tags.of("topics", String.join(",", topics));
        lag = new AtomicLong();
        meters.gauge("crosscheck.reader.lag", tags, lag);
        partitions = MultiGauge.builder("crosscheck.reader.partition.lag").register(meters);
        handled = meters.counter("crosscheck.reader.records", tags.and("outcome", "handled"));
        deadLettered = meters.counter("crosscheck.reader.records", tags.and("outcome", "failed"));
        pauses = meters.counter("crosscheck.reader.pauses", tags);
        outOfRange = meters.counter("crosscheck.reader.offset.out.of.range", tags);
    }

    /** Records published and not yet taken in. */
    public long lag() {
        return lag.get();
    }

    /** @param records of each partition that this reader has; others are another's from now on */
    void lag(Map<TopicPartition, Long> records) {
        lag.set(records.values().stream().mapToLong(Long::longValue).sum());
        if (!lags.keySet().equals(records.keySet())) {
            lags.keySet().retainAll(records.keySet());
            records.keySet().forEach(partition -> lags.computeIfAbsent(partition, _ -> new AtomicLong()));
            partitions.register(
                    lags.entrySet().stream()
                            .map(partition -> MultiGauge.Row.of(tags(partition.getKey()), partition.getValue()))
                            .toList(),
                    true);
        }
        lags.forEach((partition, shown) -> shown.set(records.getOrDefault(partition, 0L)));
    }

    private static Tags tags(TopicPartition partition) {
        return Tags.of("topic", partition.topic(), "partition", String.valueOf(partition.partition()));
    }

    void handled(int records) {
        handled.increment(records);
    }

    void deadLettered() {
        deadLettered.increment();
    }

    void paused() {
        pauses.increment();
    }

    void outOfRange() {
        outOfRange.increment();
    }
}
