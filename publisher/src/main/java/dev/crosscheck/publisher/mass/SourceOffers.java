package dev.crosscheck.publisher.mass;

import dev.crosscheck.event.Provenance;
import dev.crosscheck.event.pricing.PriceSheet;
import dev.crosscheck.event.pricing.Rate;
import dev.crosscheck.event.pricing.RouteStatus;
import dev.crosscheck.event.pricing.Terms;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What each source says in a price sheet, shown or not. Pure. */
final class SourceOffers {

    /** An offer by one source. */
    record Key(String model, String provider, String route, String source) {}

    /** @param event that said so */
    record Said(Terms terms, List<Rate> rates, RouteStatus status, String event) {

        /** Whether the price is another, or the route is gone or back. What else it serves is no matter here. */
        boolean differsFrom(Said other) {
            return terms != other.terms
                    || !rates.equals(other.rates)
                    || (status == RouteStatus.RETIRED) != (other.status == RouteStatus.RETIRED);
        }
    }

    static Map<Key, Said> of(@Nullable PriceSheet sheet) {
        Map<Key, Said> said = new HashMap<>();
        if (sheet == null) {
            return said;
        }
        for (PriceSheet.Offer offer : sheet.offers()) {
            String provider = offer.provider().id();
            put(said, sheet, provider, offer, offer.terms(), offer.rates(), offer.status(), offer.provenance());
            offer.others()
                    .forEach(other -> put(
                            said,
                            sheet,
                            provider,
                            offer,
                            other.terms(),
                            other.rates(),
                            other.status(),
                            other.provenance()));
        }
        return said;
    }

    /**
     * The offers that events change, by source.
     *
     * @param events ids of those that are published
     */
    static Map<Key, String> changed(@Nullable PriceSheet before, PriceSheet after, Set<String> events) {
        Map<Key, Said> was = of(before);
        Map<Key, String> changed = new HashMap<>();
        of(after).forEach((key, said) -> {
            Said earlier = was.get(key);
            if (earlier != null && events.contains(said.event()) && said.differsFrom(earlier)) {
                changed.put(key, said.event());
            }
        });
        return changed;
    }

    private static void put(
            Map<Key, Said> said,
            PriceSheet sheet,
            String provider,
            PriceSheet.Offer offer,
            Terms terms,
            List<Rate> rates,
            RouteStatus status,
            Provenance provenance) {
        said.put(
                new Key(
                        sheet.model(),
                        provider,
                        offer.route(),
                        provenance.source().id()),
                new Said(terms, rates, status, provenance.eventId()));
    }

    private SourceOffers() {}
}
