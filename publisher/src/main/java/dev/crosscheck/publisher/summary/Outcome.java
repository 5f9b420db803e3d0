package dev.crosscheck.publisher.summary;

import java.util.Arrays;
import java.util.Optional;

/** What a service can say became of an event; the words of {@code GET /v1/batches/{batch}}. */
public enum Outcome {
    ACCEPTED,
    UNCHANGED,
    DUPLICATE,
    LATE,
    WAITING,
    QUARANTINED,
    REFUSED;

    /** The word in the service's answer. */
    public String id() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    public static Optional<Outcome> find(String id) {
        return Arrays.stream(values())
                .filter(outcome -> outcome.id().equals(id))
                .findFirst();
    }
}
