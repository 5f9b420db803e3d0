package dev.crosscheck.comparison.page;

import dev.crosscheck.event.pricing.PriceSheet.Offer;
import dev.crosscheck.event.pricing.ProviderKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The offers of one model as routes, each under a name that tells it from the others. */
final class RouteList {

    private static final int PROVIDER_NAME = 60;

    static List<Route> of(List<Offer> offers, EvidenceBook book) {
        Map<String, Integer> byProvider = new HashMap<>();
        Map<String, String> idByName = new HashMap<>();
        Set<String> ambiguous = new LinkedHashSet<>();
        for (Offer offer : offers) {
            byProvider.merge(offer.provider().id(), 1, Integer::sum);
            String other = idByName.putIfAbsent(name(offer), offer.provider().id());
            if (other != null && !other.equals(offer.provider().id())) {
                ambiguous.add(name(offer));
            }
        }
        List<Route> routes = new ArrayList<>(offers.size());
        for (Offer offer : offers) {
            String name = name(offer);
            String provider =
                    ambiguous.contains(name) ? name + " (" + offer.provider().id() + ")" : name;
            boolean several = byProvider.getOrDefault(offer.provider().id(), 1) > 1;
            String label = provider
                    + (several && !offer.route().isEmpty()
                            ? " " + PlainText.clean(offer.route(), PlainText.NAME, "unreadable route")
                            : "")
                    + (offer.provider().kind() == ProviderKind.AGGREGATOR ? " (reseller)" : "");
            String field = "offer/" + offer.provider().id() + (offer.route().isEmpty() ? "" : "/" + offer.route());
            routes.add(Route.of(offer, provider, label, book.add(field, RateText.fact(offer), offer.provenance())));
        }
        return List.copyOf(routes);
    }

    private static String name(Offer offer) {
        return PlainText.clean(
                offer.provider().name(), PROVIDER_NAME, offer.provider().id());
    }

    private RouteList() {}
}
