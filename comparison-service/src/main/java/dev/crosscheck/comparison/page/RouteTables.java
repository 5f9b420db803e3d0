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
import java.util.StringJoiner;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Every route to one model as rows: what each charges for each component and condition, and what it
 * serves. The same rows stand on every page of the model.
 *
 * @param columns one for each thing that more than a few routes state; the rest is in the notes of the rows
 * @param live    cheapest first, then what has no price to rank
 * @param gone    deprecated and retired routes
 */
record RouteTables(List<String> columns, List<Row> live, List<Row> gone) {

    /** Of how many routes one makes a column worth its place. */
    private static final int FEW = 4;

    /** More than any route can cost. */
    private static final BigDecimal UNPRICED = BigDecimal.TEN.pow(30);

    static RouteTables of(RouteSheet routes, ComparisonPolicy policy) {
        Set<Component> components = columns(routes.all());
        boolean further =
                isCommon(routes.all(), route -> !further(route, components).isEmpty());
        boolean context = routes.all().stream().anyMatch(route -> route.contextTokens() != null);
        boolean answer =
                routes.all().stream().anyMatch(route -> route.offer().facts().maxOutputTokens() != null);
        List<String> columns = new ArrayList<>();
        components.forEach(component -> columns.add(Grammar.upperFirst(RateText.component(component))));
        if (further) {
            columns.add("Further prices");
        }
        if (context) {
            columns.add("Context served");
        }
        if (answer) {
            columns.add("Longest answer");
        }
        columns.add("Status");
        List<Row> live = new ArrayList<>();
        List<Row> gone = new ArrayList<>();
        for (Route route : byCost(routes.all(), policy.traffic())) {
            (route.isLive() ? live : gone).add(row(route, components, further, context, answer));
        }
        return new RouteTables(columns, List.copyOf(live), List.copyOf(gone));
    }

    /** Whether the table says nothing of a route but that it is there. */
    boolean isBare() {
        return columns.size() == 1;
    }

    /** Input and output if anything is known of a price, and what more than a few routes price beside them. */
    private static Set<Component> columns(List<Route> routes) {
        Set<Component> components = EnumSet.noneOf(Component.class);
        if (routes.stream()
                .anyMatch(route -> route.offer().terms() != Terms.UNKNOWN
                        && (route.offer().terms() != Terms.PRICED
                                || !route.offer().rates().isEmpty()))) {
            components.add(Component.INPUT);
            components.add(Component.OUTPUT);
        }
        for (Component component : Component.values()) {
            if (isCommon(routes, route -> route.price(component) != null)) {
                components.add(component);
            }
        }
        return components;
    }

    /** Of a few routes one is enough; of many, a column that is empty on nearly all of them hides the others. */
    private static boolean isCommon(List<Route> routes, Predicate<Route> has) {
        long count = routes.stream().filter(has).count();
        return count > 0 && count * FEW >= routes.size();
    }

    private static Row row(Route route, Set<Component> components, boolean further, boolean context, boolean answer) {
        List<Cell> cells = new ArrayList<>();
        for (Component component : components) {
            cells.add(price(route, component));
        }
        String more = further(route, components);
        if (further) {
            cells.add(new Cell(Claim.of(more.isEmpty() ? "none tracked" : more, route.evidence()), Mark.PLAIN));
        }
        if (context) {
            cells.add(tokens(route, route.contextTokens()));
        }
        if (answer) {
            cells.add(tokens(route, route.offer().facts().maxOutputTokens()));
        }
        cells.add(new Cell(Claim.of(RateText.status(route.offer().status()), route.evidence()), Mark.PLAIN));
        return new Row(route.label(), cells, note(route, further ? "" : more));
    }

    /** What a route prices beside the columns: {@code cache write $1.25; input $10 (above 272,000 prompt tokens)}. */
    private static String further(Route route, Set<Component> components) {
        StringJoiner text = new StringJoiner("; ");
        for (Rate rate : route.offer().rates()) {
            if (rate.isUnconditional() && !components.contains(rate.component())) {
                text.add(RateText.component(rate.component()) + " " + Usd.exact(rate.price()));
            }
        }
        String conditional = RateText.conditional(route.offer().rates());
        if (!conditional.isEmpty()) {
            text.add(conditional);
        }
        return text.toString();
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

    private static @Nullable Claim note(Route route, String further) {
        StringJoiner text = new StringJoiner(" ");
        if (!further.isEmpty()) {
            text.add("Also priced: " + further + ".");
        }
        String review = route.offer().underReview();
        if (review != null) {
            text.add("A newer quote is held back until a person has looked at it: "
                    + PlainText.clean(review, PlainText.SENTENCE, "no reason given") + ".");
        }
        return text.length() == 0 ? null : Claim.of(text.toString(), route.evidence());
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
