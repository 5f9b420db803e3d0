package dev.crosscheck.pricing.quarantine;

import static java.util.Objects.requireNonNull;

import dev.crosscheck.pricing.quote.Quote;
import org.jspecify.annotations.Nullable;

/**
 * What a quote that looks wrong came to.
 *
 * @param good the last good quote of the series before it; null if there was none
 */
record Verdict(
        Quote quote, Doubt doubt, State state, @Nullable Quote good) {

    Verdict {
        requireNonNull(quote, "quote");
        requireNonNull(doubt, "doubt");
        requireNonNull(state, "state");
    }

    /** Whether it counts as good after all. */
    boolean isShown() {
        return state == State.RELEASED;
    }
}
