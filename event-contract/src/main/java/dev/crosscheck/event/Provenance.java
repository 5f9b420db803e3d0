package dev.crosscheck.event;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * Where a fact comes from.
 *
 * @param source     who says it
 * @param observedAt when the source was read
 * @param validFrom  since when it is true, as far as the source tells
 * @param eventId    the event that reported it; {@code GET /v1/updates/{eventId}} looks it up
 */
public record Provenance(Source source, Instant observedAt, Instant validFrom, String eventId) {

    public Provenance {
        requireNonNull(source, "source");
        requireNonNull(observedAt, "observedAt");
        requireNonNull(validFrom, "validFrom");
        requireNonNull(eventId, "eventId");
    }
}
