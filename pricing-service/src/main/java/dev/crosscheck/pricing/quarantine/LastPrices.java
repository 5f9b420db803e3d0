package dev.crosscheck.pricing.quarantine;

import dev.crosscheck.event.pricing.Component;
import dev.crosscheck.event.pricing.Rate;
import dev.crosscheck.event.pricing.ServiceTier;
import dev.crosscheck.event.pricing.Terms;
import dev.crosscheck.event.pricing.UsdPerMtok;
import dev.crosscheck.event.pricing.UtcWindow;
import dev.crosscheck.pricing.quote.QuoteContent;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The last good prices of a series, each of its own: a quote that leaves a price out does not make the price before
 * it forgotten.
 */
final class LastPrices {

    static final LastPrices NONE = new LastPrices(Map.of(), Map.of());

    private final Map<Thing, UsdPerMtok> last;
    private final Map<Thing, UsdPerMtok> paid;

    private LastPrices(Map<Thing, UsdPerMtok> last, Map<Thing, UsdPerMtok> paid) {
        this.last = last;
        this.paid = paid;
    }

    /** What is paid for, under which conditions. */
    private record Thing(
            Component component,
            ServiceTier tier,
            @Nullable Long minPromptTokens,
            @Nullable UtcWindow window) {

        static Thing of(Rate rate) {
            return new Thing(rate.component(), rate.tier(), rate.minPromptTokens(), rate.window());
        }

        static Thing base(Component component) {
            return new Thing(component, ServiceTier.STANDARD, null, null);
        }
    }

    static LastPrices of(QuoteContent good) {
        return NONE.and(good);
    }

    /** These, and what is said after them. */
    LastPrices and(QuoteContent good) {
        if (good.rates().isEmpty()) {
            return this;
        }
        Map<Thing, UsdPerMtok> newLast = new HashMap<>(last);
        Map<Thing, UsdPerMtok> newPaid = new HashMap<>(paid);
        good.rates().forEach(rate -> {
            newLast.put(Thing.of(rate), rate.price());
            if (!rate.price().isZero()) {
                newPaid.put(Thing.of(rate), rate.price());
            }
        });
        return new LastPrices(newLast, newPaid);
    }

    /** The last price above zero of the same thing under the same conditions; empty if there is none. */
    Optional<BigDecimal> paid(Rate rate) {
        return Optional.ofNullable(paid.get(Thing.of(rate))).map(UsdPerMtok::amount);
    }

    /** The last price of an ordinary request; zero if that is what it was. */
    Optional<UsdPerMtok> base(Component component) {
        return Optional.ofNullable(last.get(Thing.base(component)));
    }

    /** Whether whoever judges these contents needs no older price than these. */
    boolean suffice(QuoteContent next) {
        if (next.terms() == Terms.FREE) {
            return Plausibility.BASE.stream().allMatch(component -> last.containsKey(Thing.base(component)));
        }
        return next.rates().stream()
                .allMatch(rate -> (rate.price().isZero() ? last : paid).containsKey(Thing.of(rate)));
    }
}
