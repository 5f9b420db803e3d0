package dev.crosscheck.pricing.quote;

import static java.util.Objects.requireNonNull;

import dev.crosscheck.event.Provenance;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That a source said something of an offer at a time: a quote whose content is known by its fingerprint.
 *
 * @param fingerprint of the content, as {@link QuoteContent#fingerprint()} gives it
 * @param correction  true if it takes back an earlier figure
 * @param recordedAt  when we learned of it
 * @param hold        why its publisher wants a person to look at it first; null if he does not
 * @param inHistory   whether the history has it; a repetition is only known as a sighting
 */
record Statement(
        Provenance provenance,
        String fingerprint,
        boolean correction,
        Instant recordedAt,
        @Nullable String hold,
        boolean inHistory) {

    /** One that nobody asked to hold. */
    Statement(Provenance provenance, String fingerprint, boolean correction, Instant recordedAt, boolean inHistory) {
        this(provenance, fingerprint, correction, recordedAt, null, inHistory);
    }

    Statement {
        requireNonNull(provenance, "provenance");
        requireNonNull(fingerprint, "fingerprint");
        requireNonNull(recordedAt, "recordedAt");
    }

    Instant observedAt() {
        return provenance.observedAt();
    }

    /**
     * Whether it only says again what is being said since {@code beginning}. A correction that names
     * another day from which the same price was charged does say something new.
     */
    boolean repeats(Statement beginning) {
        return fingerprint.equals(beginning.fingerprint) && !movesTheDay(beginning);
    }

    /** A correction that names no day has the day it was observed on, and moves nothing. */
    private boolean movesTheDay(Statement beginning) {
        Instant validFrom = provenance.validFrom();
        return correction && !validFrom.equals(observedAt()) && !validFrom.equals(beginning.provenance.validFrom());
    }

    Statement intoHistory() {
        return new Statement(provenance, fingerprint, correction, recordedAt, hold, true);
    }
}
