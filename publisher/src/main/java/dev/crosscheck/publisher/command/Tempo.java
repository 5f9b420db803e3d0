package dev.crosscheck.publisher.command;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Lets a history go by faster than it went, by a factor. */
final class Tempo {

    private final double speedUp;
    private final Instant startedAt;
    private @Nullable Instant begunAt;

    /**
     * @param speedUp   3600 for an hour of history in a second; infinite for as fast as it goes
     * @param startedAt when the first event is due
     */
    Tempo(double speedUp, Instant startedAt) {
        this.speedUp = speedUp;
        this.startedAt = startedAt;
    }

    /**
     * @param at  when an event happened; the first one asked of is due at once
     * @return how long to wait for it; never negative
     */
    Duration until(Instant at, Instant now) {
        if (begunAt == null) {
            begunAt = at;
        }
        if (Double.isInfinite(speedUp)) {
            return Duration.ZERO;
        }
        long millis = (long) (Duration.between(begunAt, at).toMillis() / speedUp);
        Duration wait = Duration.between(now, startedAt.plusMillis(millis));
        return wait.isNegative() ? Duration.ZERO : wait;
    }
}
