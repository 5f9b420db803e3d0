package dev.crosscheck.catalog.intake;

import dev.crosscheck.event.EventType;
import dev.crosscheck.event.Provenance;
import dev.crosscheck.event.catalog.CatalogUpdate;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An update that was read: who sent it, and what it says. */
record Update(String eventId, @Nullable String batch, EventType type, CatalogUpdate body) {

    Provenance provenance() {
        Instant observedAt = body.observedAt();
        Instant validFrom = body.validFrom();
        return new Provenance(body.source(), observedAt, validFrom == null ? observedAt : validFrom, eventId);
    }
}
