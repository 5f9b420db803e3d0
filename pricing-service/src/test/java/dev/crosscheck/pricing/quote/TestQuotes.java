package dev.crosscheck.pricing.quote;

import dev.crosscheck.event.Provenance;
import dev.crosscheck.event.Source;
import dev.crosscheck.event.pricing.Component;
import dev.crosscheck.event.pricing.Rate;
import dev.crosscheck.event.pricing.RouteFacts;
import dev.crosscheck.event.pricing.RouteStatus;
import dev.crosscheck.event.pricing.Terms;
import java.time.Instant;
import java.util.List;

/** Quotes of one source on one offer. */
public final class TestQuotes {

    public static final Instant MONDAY = Instant.parse("2026-03-02T09:00:00Z");
    public static final Instant TUESDAY = Instant.parse("2026-03-03T09:00:00Z");
    public static final Instant WEDNESDAY = Instant.parse("2026-03-04T09:00:00Z");

    public static final OfferKey OFFER = new OfferKey("large-2", "acme", "");
    public static final Source SOURCE = new Source("acme-list", "Acme's price list", "https://acme.example/prices");

    private static final Instant RECORDED = Instant.parse("2026-04-01T00:00:00Z");

    static Quote quote(String eventId, String input, String output, Instant observedAt, boolean correction) {
        return of(eventId, priced(input, output), observedAt, observedAt, correction);
    }

    static Quote correction(String eventId, String input, String output, Instant observedAt) {
        return quote(eventId, input, output, observedAt, true);
    }

    static Quote correctionSince(String eventId, String input, String output, Instant observedAt, Instant validFrom) {
        return of(eventId, priced(input, output), observedAt, validFrom, true);
    }

    static Quote retired(String eventId, Instant observedAt) {
        QuoteContent gone = new QuoteContent(Terms.UNKNOWN, List.of(), RouteFacts.NONE, RouteStatus.RETIRED);
        return of(eventId, gone, observedAt, observedAt, false);
    }

    public static QuoteContent priced(String input, String output) {
        return new QuoteContent(
                Terms.PRICED,
                List.of(Rate.standard(Component.INPUT, input), Rate.standard(Component.OUTPUT, output)),
                RouteFacts.NONE,
                RouteStatus.LIVE);
    }

    private static Quote of(
            String eventId, QuoteContent content, Instant observedAt, Instant validFrom, boolean correction) {
        return new Quote(OFFER, content, new Provenance(SOURCE, observedAt, validFrom, eventId), correction, RECORDED);
    }

    private TestQuotes() {}
}
