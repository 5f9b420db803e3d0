package dev.crosscheck.catalog.intake;

import dev.crosscheck.event.EventType;
import dev.crosscheck.event.Provenance;
import dev.crosscheck.event.catalog.CatalogUpdate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** An update that was read: who sent it, and what it says. */
record Update(String eventId, @Nullable String batch, EventType type, CatalogUpdate body) {

    Provenance provenance() {
        Instant observedAt = micros(body.observedAt());
        Instant validFrom = body.validFrom();
        return new Provenance(
                body.source(),
                observedAt,
                validFrom == null ? observedAt : micros(validFrom),
                eventId,
                body.correction());
    }

    /** PostgreSQL keeps microseconds. An instant must be the same before it is stored and after. */
    private static Instant micros(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS);
    }
}
