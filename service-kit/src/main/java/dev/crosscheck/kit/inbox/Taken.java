package dev.crosscheck.kit.inbox;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * An event that has been taken.
 *
 * @param eventId the same on every delivery of the event
 * @param batch   what it was published with; null if on its own
 * @param detail  why, where the outcome alone does not say
 */
public record Taken(
        String eventId,
        @Nullable String batch,
        Outcome outcome,
        @Nullable String detail) {

    public Taken {
        requireNonNull(eventId, "eventId");
        requireNonNull(outcome, "outcome");
    }
}
