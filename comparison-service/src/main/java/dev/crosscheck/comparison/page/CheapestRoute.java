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
 * @param route  with input and output price
 * @param input  its input price
 * @param output its output price
 * @param cost   US dollars for the traffic, exact
 */
record CheapestRoute(Route route, UsdPerMtok input, UsdPerMtok output, BigDecimal cost) {

    /** @return null if no route is priced */
    static @Nullable CheapestRoute of(List<Route> routes, Traffic traffic) {
        CheapestRoute cheapest = null;
        for (Route route : routes) {
            UsdPerMtok input = route.input();
            UsdPerMtok output = route.output();
            if (route.isPriced() && input != null && output != null) {
                BigDecimal cost = MonthlyCost.of(input, output, traffic);
                if (cheapest == null || comesBefore(cost, route, cheapest)) {
                    cheapest = new CheapestRoute(route, input, output, cost);
                }
            }
        }
        return cheapest;
    }

    /** Routes come in order of provider and route, so that the first of equals stays. */
    private static boolean comesBefore(BigDecimal cost, Route route, CheapestRoute held) {
        int byCost = cost.compareTo(held.cost());
        return byCost != 0 ? byCost < 0 : held.route().isReseller() && !route.isReseller();
    }

    /** What another traffic costs on this route. */
    BigDecimal costOf(Traffic traffic) {
        return MonthlyCost.of(input, output, traffic);
    }
}
