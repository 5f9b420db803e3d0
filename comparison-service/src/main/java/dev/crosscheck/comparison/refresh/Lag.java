package dev.crosscheck.comparison.refresh;

import dev.crosscheck.comparison.refresh.DirtyModels.Done;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How long it takes from an event being published until pages show it, and until they are stored so.
 *
 * <p>Events are those of catalog and pricing; {@code crosscheck.lag.from.publisher} begins with the data team's own,
 * before those two have read them.
 */
@Singleton
public final class Lag {

    /** Around what is usual, 20 ms to 0.1 s, and around what people wait for: replicas add them up. */
    private static final Duration[] BUCKETS = Stream.of(
                    10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000, 60_000, 300_000)
            .map(Duration::ofMillis)
            .toArray(Duration[]::new);

    private final Clock clock;
    private final Measure visible;
    private final Measure stored;
    private final Timer fromPublisher;

    public Lag(Clock clock, MeterRegistry meters) {
        this.clock = clock;
        this.visible = new Measure(Timer.builder("crosscheck.lag.visible")
                .description("From an event being published until every reader sees it")
                .publishPercentiles(0.5, 0.9, 0.99)
                .register(meters));
        this.stored = new Measure(Timer.builder("crosscheck.lag.stored")
                .description("From an event being published until every stored page shows it")
                .publishPercentiles(0.5, 0.9, 0.99)
                .register(meters));
        this.fromPublisher = Timer.builder("crosscheck.lag.from.publisher")
                .description("From the data team's event being sent until every reader sees what it changed")
                .serviceLevelObjectives(BUCKETS)
                .register(meters);
    }

    /** Readers see, from now on, what was published at these moments. */
    public void visible(Collection<Instant> publishedAt) {
        Instant now = clock.instant();
        publishedAt.forEach(published -> visible.record(Duration.between(published, now)));
    }

    /** What readers see from now on goes back to events of the data team that were sent at these moments. */
    public void visibleSince(Collection<Instant> origins) {
        Instant now = clock.instant();
        origins.forEach(origin -> fromPublisher.record(notNegative(Duration.between(origin, now))));
    }

    /** Clocks of two machines may disagree by more than the lag. */
    private static Duration notNegative(Duration duration) {
        return duration.isNegative() ? Duration.ZERO : duration;
    }

    void stored(List<Done> done) {
        Instant now = clock.instant();
        done.forEach(model -> stored.record(Duration.between(model.publishedAt(), now)));
    }

    public Measure visible() {
        return visible;
    }

    public Measure stored() {
        return stored;
    }

    /** The last and the usual durations of one kind. */
    public static final class Measure {

        private final Timer timer;
        private volatile @Nullable Duration last;

        Measure(Timer timer) {
            this.timer = timer;
        }

        private void record(Duration duration) {
            Duration elapsed = notNegative(duration);
            timer.record(elapsed);
            last = elapsed;
        }

        /** Null until there was one. */
        public @Nullable Duration last() {
            return last;
        }

        public long count() {
            return timer.count();
        }

        /**
         * Milliseconds that this share of those of the last minutes took at most; shares 0.5, 0.9 and 0.99 are
         * kept. Null if there were none.
         */
        public @Nullable Double percentileMillis(double share) {
            for (var value : timer.takeSnapshot().percentileValues()) {
                if (value.percentile() == share) {
                    double millis = value.value(TimeUnit.MILLISECONDS);
                    return millis > 0 ? millis : null;
                }
            }
            throw new IllegalArgumentException("share: " + share + " (expected: 0.5, 0.9 or 0.99)");
        }
    }
}
