package dev.crosscheck.publisher.portkey;

import dev.crosscheck.event.InvalidEventException;
import dev.crosscheck.event.pricing.PriceReported;
import dev.crosscheck.event.pricing.PriceUnit;
import dev.crosscheck.event.pricing.RouteFacts;
import dev.crosscheck.event.pricing.RouteStatus;
import dev.crosscheck.event.pricing.ServiceTier;
import dev.crosscheck.event.pricing.Terms;
import dev.crosscheck.publisher.source.Fields;
import dev.crosscheck.publisher.source.Mapping;
import dev.crosscheck.publisher.source.Offer;
import dev.crosscheck.publisher.source.OfferReader;
import dev.crosscheck.publisher.source.RateList;
import dev.crosscheck.publisher.source.RateList.Condition;
import dev.crosscheck.publisher.source.Words;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An entry of Portkey's prices, in US cents per token → the offer of a provider. Pure. */
public final class PortkeyOffers implements OfferReader {

    /** Stands for whatever is not listed; its zeros are no prices. */
    private static final String PLACEHOLDER = "default";

    @Override
    public Offer read(Entry offer, Instant observedAt, Mapping.Notes notes) {
        if (offer.id().equals(PLACEHOLDER)) {
            throw new InvalidEventException("model", offer.id(), "a model, not upstream's entry for all the others");
        }
        Fields entry = new Fields("", offer.body());
        RateList rates = new RateList(PriceUnit.US_CENTS_PER_TOKEN, notes);
        Fields pricing = entry.object("pricing_config");
        if (pricing != null) {
            readPricing(pricing, rates, notes);
        }
        Fields custom = entry.object("custom_pricing");
        if (custom != null) {
            PortkeyConditions.read(custom, rates, notes);
        }
        notes.unread(entry);
        Terms terms = !rates.isZero() ? Terms.PRICED : Words.sayFree(offer.id()) ? Terms.FREE : Terms.UNKNOWN;
        return new Offer(
                new PriceReported(
                        offer.id(),
                        Portkey.provider(offer.provider()),
                        offer.id(),
                        terms,
                        "USD",
                        PriceUnit.USD_PER_MILLION_TOKENS,
                        terms == Terms.PRICED ? rates.rates() : List.of(),
                        RouteFacts.NONE,
                        RouteStatus.LIVE,
                        Portkey.SOURCE,
                        observedAt,
                        null,
                        false),
                false);
    }

    private static void readPricing(Fields pricing, RateList rates, Mapping.Notes notes) {
        requireDollars(pricing.text("currency"));
        Fields ordinary = pricing.object("pay_as_you_go");
        if (ordinary != null) {
            PortkeyRates.read(ordinary, Condition.NONE, rates, notes);
        }
        Fields batch = pricing.object("batch_config");
        if (batch != null) {
            PortkeyRates.read(batch, Condition.of(ServiceTier.BATCH), rates, notes);
        }
        for (String name : List.of("additional_units", "calculate", "finetune_config", "fixed_cost")) {
            if (pricing.any(name) != null) {
                notes.dropped(pricing.path(name) + " (not a price by the token)");
            }
        }
        notes.unread(pricing);
    }

    private static void requireDollars(@Nullable String currency) {
        if (currency != null && !currency.equals("USD")) {
            throw new InvalidEventException("pricing_config.currency", currency, "USD");
        }
    }
}
