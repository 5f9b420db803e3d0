package dev.crosscheck.comparison.reading;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How fresh everything is, as numbers.
 *
 * @param visible     from an event being published until every reader sees it
 * @param stored      from an event being published until every stored page shows it
 * @param dirtyModels models whose stored pages may be older than their facts; readers see the facts
 * @param oldestMark  since when the one marked longest is; null if none is
 * @param oldestFact  when the oldest fact in use was observed; null if there is none
 * @param newestFact  when the newest was
 */
@Serdeable
record Freshness(
        Lag visible,
        Lag stored,
        int dirtyModels,
        @Nullable Instant oldestMark,
        @Nullable Instant oldestFact,
        @Nullable Instant newestFact,
        long models,
        Pages pages) {

    /**
     * A lag.
     *
     * @param events     what was measured since this process began to serve
     * @param lastMillis null until there was one
     * @param p50Millis  half of those of the last minutes took at most so long; null if there were none
     */
    @Serdeable
    record Lag(
            long events,
            @Nullable Double lastMillis,
            @Nullable Double p50Millis,
            @Nullable Double p90Millis,
            @Nullable Double p99Millis) {}

    /**
     * The stored pages.
     *
     * @param expected one for each pair of known models
     * @param stale    at most so many may be older than the facts
     */
    @Serdeable
    record Pages(long stored, long expected, long stale) {}
}
