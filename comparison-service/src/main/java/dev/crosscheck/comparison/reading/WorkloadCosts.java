package dev.crosscheck.comparison.reading;

import dev.crosscheck.comparison.fact.KnownModel;
import dev.crosscheck.event.catalog.ModelField;
import dev.crosscheck.event.pricing.Component;
import dev.crosscheck.event.pricing.PriceSheet;
import dev.crosscheck.event.pricing.PriceSheet.Offer;
import dev.crosscheck.event.pricing.ProviderKind;
import dev.crosscheck.event.pricing.Rate;
import dev.crosscheck.event.pricing.RouteStatus;
import dev.crosscheck.event.pricing.Terms;
import dev.crosscheck.event.pricing.UsdPerMtok;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a workload costs on each route to a model. Pure. */
public final class WorkloadCosts {

    private static final int MILLION = 6;

    /** Cheapest first; of equal costs a provider that is no reseller, then by id and route. */
    private static final Comparator<RouteCost> ORDER = Comparator.comparing(RouteCost::usdPerMonth)
            .thenComparing(route -> route.offer().provider().kind() == ProviderKind.AGGREGATOR)
            .thenComparing(route -> route.offer().provider().id())
            .thenComparing(route -> route.offer().route());

    /**
     * A route that does the work.
     *
     * @param usdPerMonth exact
     */
    public record RouteCost(
            Offer offer, UsdPerMtok input, @Nullable UsdPerMtok cacheRead, UsdPerMtok output, BigDecimal usdPerMonth) {}

    /** A route that does not, and why. */
    public record Excluded(Offer offer, String reason) {}

    /**
     * What a workload costs on a model.
     *
     * @param routes   cheapest first; empty if no route does the work at a known price
     * @param excluded in the order of the price sheet
     */
    public record ModelCosts(KnownModel model, List<RouteCost> routes, List<Excluded> excluded) {}

    public static ModelCosts of(KnownModel model, Workload workload) {
        PriceSheet prices = model.profile().prices();
        List<RouteCost> routes = new ArrayList<>();
        List<Excluded> excluded = new ArrayList<>();
        for (Offer offer : prices == null ? List.<Offer>of() : prices.offers()) {
            String reason = reasonAgainst(offer, workload);
            UsdPerMtok input = price(offer, Component.INPUT);
            UsdPerMtok output = price(offer, Component.OUTPUT);
            if (reason != null) {
                excluded.add(new Excluded(offer, reason));
            } else if (input == null || output == null) {
                excluded.add(new Excluded(offer, input == null ? "no input price" : "no output price"));
            } else if (input.isZero() && output.isZero()) {
                // Sources write two zeros for free, for included in a plan and for not known alike.
                excluded.add(new Excluded(offer, "both prices are $0, which is no tracked price"));
            } else {
                UsdPerMtok cacheRead = price(offer, Component.CACHE_READ);
                routes.add(new RouteCost(offer, input, cacheRead, output, cost(input, cacheRead, output, workload)));
            }
        }
        routes.sort(ORDER);
        return new ModelCosts(model, List.copyOf(routes), List.copyOf(excluded));
    }

    /**
     * {@code fresh input × input price + cached input × cache-read price + output × output price}, all of
     * one route. A route without a cache-read price charges cached tokens like others.
     *
     * <p>Example: 800M input, of which half are cached, and 250M output at $0.10, $0.01 and $0.40:
     * 400M × $0.10 + 400M × $0.01 + 250M × $0.40 = $40 + $4 + $100 = $144.
     *
     * @return US dollars, exact
     */
    static BigDecimal cost(UsdPerMtok input, @Nullable UsdPerMtok cacheRead, UsdPerMtok output, Workload workload) {
        BigDecimal inputTokens = BigDecimal.valueOf(workload.traffic().inputTokens());
        BigDecimal cached = inputTokens.multiply(workload.cachedShare());
        BigDecimal cost = inputTokens
                .subtract(cached)
                .multiply(input.amount())
                .add(cached.multiply(cacheRead == null ? input.amount() : cacheRead.amount()))
                .add(BigDecimal.valueOf(workload.traffic().outputTokens()).multiply(output.amount()))
                .movePointLeft(MILLION)
                .stripTrailingZeros();
        return cost.scale() < 0 ? cost.setScale(0) : cost;
    }

    private static @Nullable String reasonAgainst(Offer offer, Workload workload) {
        if (offer.status() == RouteStatus.DEPRECATED || offer.status() == RouteStatus.RETIRED) {
            return offer.status() == RouteStatus.RETIRED ? "retired" : "deprecated";
        }
        String terms = reasonInTerms(offer.terms());
        if (terms != null) {
            return terms;
        }
        Long context = offer.facts().contextTokens();
        Long needed = workload.needsContext();
        if (needed != null) {
            if (context == null) {
                return "the context it serves is not known (needed: " + needed + " tokens)";
            }
            if (context < needed) {
                return "serves " + context + " tokens of context (needed: " + needed + ")";
            }
        }
        for (ModelField need : ModelField.CAPABILITIES) {
            if (workload.needs().contains(need)) {
                Boolean has = offer.facts().capabilities().get(need);
                if (has == null) {
                    return "not known whether it has " + need.id();
                }
                if (!has) {
                    return "does not have " + need.id();
                }
            }
        }
        return null;
    }

    private static @Nullable String reasonInTerms(Terms terms) {
        return switch (terms) {
            case PRICED -> null;
            case FREE -> "free of charge, and not compared with what is paid for";
            case SUBSCRIPTION -> "included in a subscription, without a price per token";
            case VARIES -> "its price varies with what a request is routed to";
            case UNKNOWN -> "no tracked price";
        };
    }

    private static @Nullable UsdPerMtok price(Offer offer, Component component) {
        for (Rate rate : offer.rates()) {
            if (rate.component() == component && rate.isUnconditional()) {
                return rate.price();
            }
        }
        return null;
    }

    private WorkloadCosts() {}
}
