package dev.crosscheck.pricing.provider;

import static java.util.Objects.requireNonNull;

import dev.crosscheck.event.Provenance;
import dev.crosscheck.event.pricing.PriceSheet;
import dev.crosscheck.event.pricing.ProviderReported;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A source's word on who a provider is.
 *
 * @param provider   what it says
 * @param correction true if it takes back what the source said before
 * @param recordedAt when we learned of it
 */
public record ProviderReport(
        PriceSheet.Provider provider, Provenance provenance, boolean correction, Instant recordedAt) {

    public ProviderReport {
        requireNonNull(provider, "provider");
        requireNonNull(provenance, "provenance");
        requireNonNull(recordedAt, "recordedAt");
    }

    public static ProviderReport of(ProviderReported update, String eventId, Instant recordedAt) {
        Instant observedAt = micros(update.observedAt());
        Instant validFrom = update.validFrom() == null ? observedAt : micros(update.validFrom());
        return new ProviderReport(
                new PriceSheet.Provider(update.provider(), update.name(), update.kind(), update.url()),
                new Provenance(update.source(), observedAt, validFrom, eventId),
                update.correction(),
                micros(recordedAt));
    }

    /** PostgreSQL keeps microseconds. An instant must be the same before it is stored and after. */
    private static Instant micros(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS);
    }
}
