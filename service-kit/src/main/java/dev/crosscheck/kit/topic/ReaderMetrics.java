package dev.crosscheck.kit.topic;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What a reader tells of itself.
 *
 * <p>{@code crosscheck.reader.lag} is records published and not yet taken in; {@code
 * crosscheck.reader.offset.out.of.range} above zero is an alarm; {@code crosscheck.reader.pauses} grows while
 * something that it needs is away.
 */
public final class ReaderMetrics {

    private final AtomicLong lag;
    private final Counter handled;
    private final Counter deadLettered;
    private final Counter pauses;
    private final Counter outOfRange;

    public ReaderMetrics(MeterRegistry meters, List<String> topics) {
        Tags tags = Tags.of("topics", String.join(",", topics));
        lag = new AtomicLong();
        meters.gauge("crosscheck.reader.lag", tags, lag);
        handled = meters.counter("crosscheck.reader.records", tags.and("outcome", "handled"));
        deadLettered = meters.counter("crosscheck.reader.records", tags.and("outcome", "failed"));
        pauses = meters.counter("crosscheck.reader.pauses", tags);
        outOfRange = meters.counter("crosscheck.reader.offset.out.of.range", tags);
    }

    /** Records published and not yet taken in. */
    public long lag() {
        return lag.get();
    }

    void lag(long records) {
        lag.set(records);
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
