package dev.crosscheck.comparison.page;

import dev.crosscheck.event.pricing.UsdPerMtok;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The route on which a traffic costs least, with what it costs. Only live routes with both prices of an
 * ordinary request take part: no deprecated, free, subscription or conditional ones. Of equal costs the
 * provider that is no reseller comes first, then the provider's id and the route's.
 *
 * <p>What it costs stands on a page many times over, so it is put into words and on its scale once.
 */
final class CheapestRoute {

    private final Route route;
    private final UsdPerMtok input;
    private final UsdPerMtok output;
    private final Amount cost;
    private final Amount inputAmount;
    private final Amount outputAmount;
    private final String inputText;
    private final String outputText;
    private final Standing byInput;
    private final Standing byOutput;
    private final Standing byCost;

    private CheapestRoute(Route route, UsdPerMtok input, UsdPerMtok output, BigDecimal cost) {
        this.route = route;
        this.input = input;
        this.output = output;
        this.cost = Amount.of(cost);
        inputAmount = Amount.of(input.amount());
        outputAmount = Amount.of(output.amount());
        inputText = Usd.exact(input);
        outputText = Usd.exact(output);
        byInput = Standing.lowerIsBetter(input.amount());
        byOutput = Standing.lowerIsBetter(output.amount());
        byCost = Standing.lowerIsBetter(cost);
    }

    /** @return null if no route is priced */
    static @Nullable CheapestRoute of(List<Route> routes, Traffic traffic) {
        Route cheapest = null;
        BigDecimal least = BigDecimal.ZERO;
        for (Route route : routes) {
            UsdPerMtok input = route.input();
            UsdPerMtok output = route.output();
            if (route.isPriced() && input != null && output != null) {
                BigDecimal cost = MonthlyCost.of(input, output, traffic);
                if (cheapest == null || comesBefore(cost, route, least, cheapest)) {
                    cheapest = route;
                    least = cost;
                }
            }
        }
        return cheapest == null || cheapest.input() == null || cheapest.output() == null
                ? null
                : new CheapestRoute(cheapest, cheapest.input(), cheapest.output(), least);
    }

    /** Routes come in order of provider and route, so that the first of equals stays. */
    private static boolean comesBefore(BigDecimal cost, Route route, BigDecimal least, Route held) {
        int byCost = cost.compareTo(least);
        return byCost != 0 ? byCost < 0 : held.isReseller() && !route.isReseller();
    }

    Route route() {
        return route;
    }

    UsdPerMtok input() {
        return input;
    }

    UsdPerMtok output() {
        return output;
    }

    /** US dollars for the traffic, exact. */
    BigDecimal cost() {
        return cost.usd();
    }

    /** The same with its words. */
    Amount costAmount() {
        return cost;
    }

    /** The input price as a sum of money. */
    Amount inputAmount() {
        return inputAmount;
    }

    Amount outputAmount() {
        return outputAmount;
    }

    /** Such as {@code $0.027}. */
    String inputText() {
        return inputText;
    }

    String outputText() {
        return outputText;
    }

    /** Such as {@code $71.60}. */
    String costText() {
        return cost.text();
    }

    Standing byInput() {
        return byInput;
    }

    Standing byOutput() {
        return byOutput;
    }

    Standing byCost() {
        return byCost;
    }

    /** What another traffic costs on this route. */
    BigDecimal costOf(Traffic traffic) {
        return MonthlyCost.of(input, output, traffic);
    }
}
