package dev.crosscheck.kit.topic;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongSupplier;
import org.apache.kafka.common.TopicPartition;

/**
 * What a reader tells of itself.
 *
 * <p>{@code crosscheck.reader.lag} is records published and not yet taken in, and {@code
 * crosscheck.reader.partition.lag} those of each partition that this replica has. Both are NaN while the reader cannot
 * say: a number that was true before the trouble began would hide it. {@code crosscheck.reader.stuck} is for how many
 * seconds that has been so, 0 while the reader comes round; {@code crosscheck.reader.offset.out.of.range} above zero is
 * an alarm; {@code crosscheck.reader.pauses} grows while something that it needs is away.
 */
public final class ReaderMetrics {

    /** Longer than a poll and a large batch take; one that has not come round since then is stuck in whatever it does. */
    private static final Duration COMES_ROUND_WITHIN = Duration.ofSeconds(15);

    private final LongSupplier nanos;
    private final MultiGauge partitions;
    private final Counter handled;
    private final Counter deadLettered;
    private final Counter pauses;
    private final Counter outOfRange;

    /** One writer, the reader's thread. */
    private volatile Round last;

    /**
     * The newest round that went well, and whether one has failed since.
     *
     * @param at by {@link System#nanoTime}
     */
    private record Round(long at, Map<TopicPartition, Long> lag, boolean failedSince) {}

    public ReaderMetrics(MeterRegistry meters, List<String> topics) {
        this(meters, topics, System::nanoTime);
    }

    ReaderMetrics(MeterRegistry meters, List<String> topics, LongSupplier nanos) {
        this.nanos = nanos;
        // A reader that never gets to its first round has been stuck since it was made.
        last = new Round(nanos.getAsLong(), Map.of(), true);
        Tags tags = Tags.of("topics", String.join(",", topics));
        Gauge.builder("crosscheck.reader.lag", this, ReaderMetrics::lagOrNaN)
                .tags(tags)
                .register(meters);
        Gauge.builder("crosscheck.reader.stuck", this, ReaderMetrics::stuckSeconds)
                .tags(tags)
                .baseUnit("seconds")
                .register(meters);
        partitions = MultiGauge.builder("crosscheck.reader.partition.lag").register(meters);
        handled = meters.counter("crosscheck.reader.records", tags.and("outcome", "handled"));
        deadLettered = meters.counter("crosscheck.reader.records", tags.and("outcome", "failed"));
        pauses = meters.counter("crosscheck.reader.pauses", tags);
        outOfRange = meters.counter("crosscheck.reader.offset.out.of.range", tags);
    }

    /** Records published and not yet taken in; empty while the reader cannot say. */
    public OptionalLong lag() {
        Round round = last;
        return isCurrent(round)
                ? OptionalLong.of(
                        round.lag().values().stream().mapToLong(Long::longValue).sum())
                : OptionalLong.empty();
    }

    /** @param records of each partition that this reader has; others are another's from now on */
    void wentRound(Map<TopicPartition, Long> records) {
        Set<TopicPartition> before = last.lag().keySet();
        last = new Round(nanos.getAsLong(), Map.copyOf(records), false);
        if (!before.equals(records.keySet())) {
            partitions.register(
                    records.keySet().stream()
                            .map(partition -> MultiGauge.Row.of(tags(partition), partition, shown -> lagOrNaN(shown)))
                            .toList(),
                    true);
        }
    }

    /** The reader cannot go on at the moment, or does not hear of what there is to read. */
    void failed() {
        Round round = last;
        last = new Round(round.at(), round.lag(), true);
    }

    private double lagOrNaN() {
        OptionalLong lag = lag();
        return lag.isPresent() ? lag.getAsLong() : Double.NaN;
    }

    private double lagOrNaN(TopicPartition partition) {
        Round round = last;
        Long lag = round.lag().get(partition);
        return lag == null || !isCurrent(round) ? Double.NaN : lag;
    }

    private double stuckSeconds() {
        Round round = last;
        return isCurrent(round) ? 0 : age(round).toMillis() / 1_000.0;
    }

    private boolean isCurrent(Round round) {
        return !round.failedSince() && age(round).compareTo(COMES_ROUND_WITHIN) <= 0;
    }

    private Duration age(Round round) {
        return Duration.ofNanos(nanos.getAsLong() - round.at());
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
        failed();
    }

    void outOfRange() {
        outOfRange.increment();
    }
}
