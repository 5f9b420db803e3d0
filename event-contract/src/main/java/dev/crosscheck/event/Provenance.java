package dev.crosscheck.event;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;

/**
 * Where a fact comes from.
 *
 * @param source     who says it
 * @param observedAt when the source was read
 * @param validFrom  since when it is true, as far as the source tells
 * @param eventId    the event that reported it; {@code GET /v1/updates/{eventId}} looks it up
 * @param correction true if it was said to take back an earlier word of the same source, false if the world changed
 */
public record Provenance(
        Source source,
        Instant observedAt,
        Instant validFrom,
        String eventId,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean correction) {

    public Provenance {
        requireNonNull(source, "source");
        requireNonNull(observedAt, "observedAt");
        requireNonNull(validFrom, "validFrom");
        requireNonNull(eventId, "eventId");
    }

    /** Of what takes nothing back. */
    public Provenance(Source source, Instant observedAt, Instant validFrom, String eventId) {
        this(source, observedAt, validFrom, eventId, false);
    }
}
