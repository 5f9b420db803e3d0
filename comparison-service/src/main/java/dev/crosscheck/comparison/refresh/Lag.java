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
import org.jspecify.annotations.Nullable;

/** How long it takes from an event being published until pages show it, and until they are stored so. */
@Singleton
public final class Lag {

    private final Clock clock;
    private final Measure visible;
    private final Measure stored;

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
    }

    /** Readers see, from now on, what was published at these moments. */
    public void visible(Collection<Instant> publishedAt) {
        Instant now = clock.instant();
        publishedAt.forEach(published -> visible.record(Duration.between(published, now)));
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
            // Clocks of two machines may disagree by more than the lag.
            Duration elapsed = duration.isNegative() ? Duration.ZERO : duration;
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
