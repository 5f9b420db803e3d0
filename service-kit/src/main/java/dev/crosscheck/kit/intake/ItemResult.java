package dev.crosscheck.kit.intake;

import static java.util.Objects.requireNonNull;

import dev.crosscheck.kit.inbox.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * What became of one update of several.
 *
 * @param id     the event's id; null if it could not be read
 * @param detail {@code field: met (expected: …)} of an update that was refused, waits or is under review; else null
 */
public record ItemResult(
        @Nullable String id, Outcome outcome, @Nullable String detail) {

    public ItemResult {
        requireNonNull(outcome, "outcome");
    }

    public static ItemResult refused(@Nullable String id, String detail) {
        return new ItemResult(id, Outcome.REFUSED, detail);
    }
}
