package dev.crosscheck.comparison.page;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * The moment of the past that a page shows. Never both null: a page of now has no such moment.
 *
 * @param asOf    the page shows what was true then; null for now
 * @param knownAt by what had been recorded by then; null for all that is known now
 */
public record PastMoment(@Nullable Instant asOf, @Nullable Instant knownAt) {

    public PastMoment {
        if (asOf == null && knownAt == null) {
            throw new IllegalArgumentException("asOf, knownAt: none (expected: at least one)");
        }
    }

    /** Says plainly that the page is none of today. */
    public String notice() {
        String what = asOf == null ? "what is true now" : "what was true " + text(asOf);
        String known = knownAt == null
                ? "as it is known now"
                : "as it was known " + (knownAt.equals(asOf) ? "then" : text(knownAt));
        return "This page shows the past: " + what + ", " + known
                + ". A fact counts from the day its source gives, else from when the source was read.";
    }

    /** The last moment of a day stands for the day. */
    private static String text(Instant moment) {
        Instant next = moment.plus(1, ChronoUnit.MICROS);
        if (next.truncatedTo(ChronoUnit.DAYS).equals(next)) {
            return "at the end of " + moment.atOffset(ZoneOffset.UTC).toLocalDate() + " (UTC)";
        }
        return "at " + moment;
    }

    /** As the query of an address asks for it. */
    public String query() {
        return (asOf == null ? "" : "asOf=" + asOf)
                + (asOf == null || knownAt == null ? "" : "&")
                + (knownAt == null ? "" : "knownAt=" + knownAt);
    }
}
