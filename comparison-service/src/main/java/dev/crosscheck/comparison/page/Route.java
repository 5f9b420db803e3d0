package dev.crosscheck.comparison.page;

import dev.crosscheck.event.pricing.Component;
import dev.crosscheck.event.pricing.PriceSheet.Offer;
import dev.crosscheck.event.pricing.ProviderKind;
import dev.crosscheck.event.pricing.Rate;
import dev.crosscheck.event.pricing.RouteStatus;
import dev.crosscheck.event.pricing.Terms;
import dev.crosscheck.event.pricing.UsdPerMtok;
import org.jspecify.annotations.Nullable;

/**
 * One provider's route to a model.
 *
 * @param offer    as pricing knows it
 * @param provider the provider's name, fit for a sentence
 * @param label    the name with what tells it apart: {@code OpenRouter (reseller)}
 * @param evidence id of the offer
 * @param input    price of an ordinary prompt; null if there is none
 * @param output   price of an ordinary answer; null if there is none
 */
record Route(
        Offer offer,
        String provider,
        String label,
        String evidence,
        @Nullable UsdPerMtok input,
        @Nullable UsdPerMtok output) {

    static Route of(Offer offer, String provider, String label, String evidence) {
        return new Route(
                offer,
                provider,
                label,
                evidence,
                standardPrice(offer, Component.INPUT),
                standardPrice(offer, Component.OUTPUT));
    }

    /** Whether it can be used today. */
    boolean isLive() {
        return offer.status() == RouteStatus.LIVE || offer.status() == RouteStatus.BETA;
    }

    boolean isReseller() {
        return offer.provider().kind() == ProviderKind.AGGREGATOR;
    }

    /**
     * Whether an ordinary request has an input and an output price here, today. Two zeros are no price:
     * sources write them for free, for included in a plan, and for not known alike.
     */
    boolean isPriced() {
        return isLive()
                && offer.terms() == Terms.PRICED
                && input != null
                && output != null
                && !(input.isZero() && output.isZero());
    }

    /** The unconditional price of a component; null if the route states none. */
    @Nullable
    UsdPerMtok price(Component component) {
        return standardPrice(offer, component);
    }

    @Nullable
    Long contextTokens() {
        return offer.facts().contextTokens();
    }

    private static @Nullable UsdPerMtok standardPrice(Offer offer, Component component) {
        for (Rate rate : offer.rates()) {
            if (rate.component() == component && rate.isUnconditional()) {
                return rate.price();
            }
        }
        return null;
    }
}
