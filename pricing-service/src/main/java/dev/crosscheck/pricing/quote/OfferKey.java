package dev.crosscheck.pricing.quote;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;

/**
 * A way to a model: who serves it, by which route. In order of model, provider and route.
 *
 * @param model    id in Crosscheck
 * @param provider id of who charges for it
 * @param route    the provider's own id for the model; empty for its only route
 */
public record OfferKey(String model, String provider, String route) implements Comparable<OfferKey> {

    private static final Comparator<OfferKey> ORDER = Comparator.comparing(OfferKey::model)
            .thenComparing(OfferKey::provider)
            .thenComparing(OfferKey::route);

    public OfferKey {
        requireNonNull(model, "model");
        requireNonNull(provider, "provider");
        requireNonNull(route, "route");
    }

    @Override
    public int compareTo(OfferKey other) {
        return ORDER.compare(this, other);
    }
}
