package dev.crosscheck.comparison.page;

import dev.crosscheck.comparison.page.Cell.Mark;
import dev.crosscheck.event.pricing.Component;
import dev.crosscheck.event.pricing.Rate;
import dev.crosscheck.event.pricing.Terms;
import dev.crosscheck.event.pricing.UsdPerMtok;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Every route to one model as rows: what each charges for each component and condition, and what it
 * serves. The same rows stand on every page of the model.
 *
 * @param columns a component has one only if some route prices it
 * @param live    cheapest first, then what has no price to rank
 * @param gone    deprecated and retired routes
 */
record RouteTables(List<String> columns, List<Row> live, List<Row> gone) {

    /** More than any route can cost. */
    private static final BigDecimal UNPRICED = BigDecimal.TEN.pow(30);

    static RouteTables of(RouteSheet routes, ComparisonPolicy policy) {
        Set<Component> components = EnumSet.of(Component.INPUT, Component.OUTPUT);
        boolean conditional = false;
        for (Route route : routes.all()) {
            for (Rate rate : route.offer().rates()) {
                if (rate.isUnconditional()) {
                    components.add(rate.component());
                } else {
                    conditional = true;
                }
            }
        }
        List<String> columns = new ArrayList<>();
        components.forEach(component -> columns.add(Grammar.upperFirst(RateText.component(component))));
        if (conditional) {
            columns.add("Under conditions");
        }
        columns.addAll(List.of("Context served", "Longest answer", "Status"));
        List<Row> live = new ArrayList<>();
        List<Row> gone = new ArrayList<>();
        for (Route route : byCost(routes.all(), policy.traffic())) {
            (route.isLive() ? live : gone).add(row(route, components, conditional));
        }
        return new RouteTables(columns, List.copyOf(live), List.copyOf(gone));
    }

    private static Row row(Route route, Set<Component> components, boolean conditional) {
        List<Cell> cells = new ArrayList<>();
        for (Component component : components) {
            cells.add(price(route, component));
        }
        if (conditional) {
            String text = RateText.conditional(route.offer().rates());
            cells.add(new Cell(Claim.of(text.isEmpty() ? "none tracked" : text, route.evidence()), Mark.PLAIN));
        }
        cells.add(tokens(route, route.contextTokens()));
        cells.add(tokens(route, route.offer().facts().maxOutputTokens()));
        cells.add(new Cell(Claim.of(RateText.status(route.offer().status()), route.evidence()), Mark.PLAIN));
        return new Row(route.label(), cells, note(route));
    }

    private static Cell price(Route route, Component component) {
        if (route.offer().terms() != Terms.PRICED) {
            return new Cell(
                    Claim.of(RateText.terms(route.offer().terms()), route.evidence()),
                    route.offer().terms() == Terms.UNKNOWN ? Mark.MISSING : Mark.PLAIN);
        }
        UsdPerMtok price = route.price(component);
        return price == null
                ? new Cell(Claim.of("no tracked price", route.evidence()), Mark.MISSING)
                : new Cell(Claim.of(Usd.exact(price), route.evidence()), Mark.PLAIN);
    }

    private static Cell tokens(Route route, @Nullable Long tokens) {
        return tokens == null
                ? new Cell(Claim.of("not known", route.evidence()), Mark.MISSING)
                : new Cell(Claim.of(Tokens.counted(tokens), route.evidence()), Mark.PLAIN);
    }

    private static @Nullable Claim note(Route route) {
        String review = route.offer().underReview();
        return review == null
                ? null
                : Claim.of(
                        "A newer quote is held back until a person has looked at it: "
                                + PlainText.clean(review, PlainText.SENTENCE, "no reason given") + ".",
                        route.evidence());
    }

    private static List<Route> byCost(List<Route> routes, Traffic traffic) {
        return routes.stream()
                .sorted(Comparator.comparing((Route route) -> cost(route, traffic)))
                .toList();
    }

    /** Routes without a price come last, in their own order. */
    private static BigDecimal cost(Route route, Traffic traffic) {
        UsdPerMtok input = route.input();
        UsdPerMtok output = route.output();
        return input == null || output == null || (input.isZero() && output.isZero())
                ? UNPRICED
                : MonthlyCost.of(input, output, traffic);
    }
}
