package dev.crosscheck.pricing.quote;

import static java.util.Objects.requireNonNull;

import dev.crosscheck.event.Provenance;
import dev.crosscheck.event.pricing.PriceReported;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * A source's word on what an offer costs, and on what it serves.
 *
 * @param offer      the way to the model that it is about
 * @param content    what it says
 * @param provenance who says so, and since when
 * @param correction true if it takes back an earlier figure, false if the price moved
 * @param recordedAt when we learned of it
 * @param hold       why its publisher wants a person to look at it first; null if he does not
 */
public record Quote(
        OfferKey offer,
        QuoteContent content,
        Provenance provenance,
        boolean correction,
        Instant recordedAt,
        @Nullable String hold) {

    public Quote {
        requireNonNull(offer, "offer");
        requireNonNull(content, "content");
        requireNonNull(provenance, "provenance");
        requireNonNull(recordedAt, "recordedAt");
    }

    /** One that nobody asked to hold. */
    public Quote(OfferKey offer, QuoteContent content, Provenance provenance, boolean correction, Instant recordedAt) {
        this(offer, content, provenance, correction, recordedAt, null);
    }

    /** @param model the id that {@code update.model()} stands for */
    public static Quote of(PriceReported update, String model, String eventId, Instant recordedAt) {
        Instant observedAt = micros(update.observedAt());
        Instant validFrom = update.validFrom() == null ? observedAt : micros(update.validFrom());
        return new Quote(
                new OfferKey(model, update.provider(), update.route()),
                new QuoteContent(update.terms(), update.ratesInUsdPerMtok(), update.facts(), update.status()),
                new Provenance(update.source(), observedAt, validFrom, eventId, update.correction()),
                update.correction(),
                micros(recordedAt),
                update.hold());
    }

    /** PostgreSQL keeps microseconds. An instant must be the same before it is stored and after. */
    private static Instant micros(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS);
    }

    public QuoteKey key() {
        return new QuoteKey(offer, provenance.source().id());
    }

    Statement statement(boolean inHistory) {
        return new Statement(provenance, content.fingerprint(), correction, recordedAt, hold, inHistory);
    }
}
