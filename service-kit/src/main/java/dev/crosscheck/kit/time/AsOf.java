package dev.crosscheck.kit.time;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A place on the two time lines of facts: what was true at one moment, as far as it was known at another.
 *
 * @param validAt the moment asked about; null for now, when everything that was said counts
 * @param knownAt only what had been recorded by then counts; null for now, when everything was
 */
public record AsOf(@Nullable Instant validAt, @Nullable Instant knownAt) {

    /** As things stand. */
    public static final AsOf NOW = new AsOf(null, null);

    public boolean isNow() {
        return validAt == null && knownAt == null;
    }

    /** Whether what is true from then on had begun. */
    public boolean holds(Instant validFrom) {
        return validAt == null || !validFrom.isAfter(validAt);
    }

    /** Whether what was recorded then was known. */
    public boolean knows(Instant recordedAt) {
        return knownAt == null || !recordedAt.isAfter(knownAt);
    }
}
