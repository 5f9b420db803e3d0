package dev.crosscheck.publisher.diff;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One thing that readers would see otherwise.
 *
 * @param what   such as {@code openrouter input} or {@code contextTokens}
 * @param before null if there is nothing yet
 * @param after  null if there would be nothing any more
 */
public record Change(
        Kind kind,
        String model,
        String what,
        @Nullable String before,
        @Nullable String after) {

    /** What kind of change it is. */
    public enum Kind {
        ADDED,
        CHANGED,
        /** What was shown was wrong, as its source says now. */
        CORRECTED,
        RETIRED
    }

    /** For people: {@code changed llama-3.2-1b-instruct openrouter input: 0.027 → 0.025}. */
    @Override
    public String toString() {
        return kind.name().toLowerCase(Locale.ROOT) + " " + model + " " + what + ": "
                + (before == null ? "" : before + " → ") + (after == null ? "nothing" : after);
    }
}
