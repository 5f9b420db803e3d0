package dev.crosscheck.catalog.claim;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * A claim, and when we learned of it.
 *
 * @param at when it was recorded
 */
public record Recorded(Claim claim, Instant at) {

    public Recorded {
        requireNonNull(claim, "claim");
        requireNonNull(at, "at");
    }
}
