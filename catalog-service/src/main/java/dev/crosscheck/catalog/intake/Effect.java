package dev.crosscheck.catalog.intake;

import dev.crosscheck.kit.inbox.Outcome;

/** What an update did. */
sealed interface Effect {

    /** It was taken in. */
    record Done(Outcome outcome) implements Effect {}

    /**
     * It names something unknown.
     *
     * @param field    that names it
     * @param expected what it could name
     */
    record Waits(Reference reference, String field, String expected) implements Effect {

        String detail() {
            return field + ": " + reference.name() + " (expected: " + expected + ")";
        }
    }

    /** It will never be right as it stands; nothing of it was taken in. */
    record Refused(String detail) implements Effect {}
}
