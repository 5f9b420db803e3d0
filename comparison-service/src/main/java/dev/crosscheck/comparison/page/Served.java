package dev.crosscheck.comparison.page;

import static java.util.Objects.requireNonNull;

import dev.crosscheck.comparison.page.Cell.Mark;
import dev.crosscheck.event.catalog.ModelField;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How much a model holds and what it can do: as it is listed, and on its cheapest route, which may serve less.
 *
 * <p>A live route that serves more than its model is listed with contradicts the list: one of the two sources
 * is wrong. A number then stands for the interval between both, a capability for nothing.
 */
final class Served {

    /** Numbers and capabilities that a route has of its own. */
    static final List<ModelField> NUMBERS = List.of(ModelField.CONTEXT_TOKENS, ModelField.MAX_OUTPUT_TOKENS);

    private final FactSheet facts;
    private final RouteSheet routes;
    private final BigDecimal tolerance;
    private final Map<ModelField, List<Route>> contradicting = new EnumMap<>(ModelField.class);
    private final Set<ModelField> narrowed = EnumSet.noneOf(ModelField.class);
    private final Map<ModelField, Standing> listed = new EnumMap<>(ModelField.class);
    private final Map<ModelField, Standing> served = new EnumMap<>(ModelField.class);
    private final Map<ModelField, Cell> servedCells = new EnumMap<>(ModelField.class);
    private final List<ModelField> lacking;

    Served(FactSheet facts, RouteSheet routes, BigDecimal tolerance) {
        this.facts = facts;
        this.routes = routes;
        this.tolerance = tolerance;
        for (ModelField field : NUMBERS) {
            contradicting.put(
                    field,
                    routes.all().stream().filter(route -> exceeds(route, field)).toList());
        }
        for (ModelField field : ModelField.CAPABILITIES) {
            contradicting.put(
                    field,
                    routes.all().stream().filter(route -> denies(route, field)).toList());
        }
        NUMBERS.forEach(this::settle);
        ModelField.CAPABILITIES.forEach(this::settle);
        lacking = ModelField.CAPABILITIES.stream().filter(narrowed::contains).toList();
    }

    /** The same on every page of the model. */
    private void settle(ModelField field) {
        if (findNarrowed(field)) {
            narrowed.add(field);
        }
        Standing asListed = findListed(field);
        if (asListed != null) {
            listed.put(field, asListed);
        }
        Standing asServed = findServed(field);
        if (asServed != null) {
            served.put(field, asServed);
        }
        servedCells.put(field, findServedCell(field));
    }

    /** Live routes that serve more than the model is listed with. */
    List<Route> contradicting(ModelField field) {
        return contradicting.getOrDefault(field, List.of());
    }

    /** Whether the cheapest route serves less than the model is listed with. */
    boolean isNarrowed(ModelField field) {
        return narrowed.contains(field);
    }

    private boolean findNarrowed(ModelField field) {
        CheapestRoute cheapest = routes.cheapest();
        if (cheapest == null) {
            return false;
        }
        if (!NUMBERS.contains(field)) {
            return Boolean.TRUE.equals(facts.flag(field))
                    && Boolean.FALSE.equals(
                            cheapest.route().offer().facts().capabilities().get(field));
        }
        Long whole = facts.number(field);
        Long onRoute = number(cheapest.route(), field);
        return whole != null && onRoute != null && onRoute < whole;
    }

    /** Where the model stands as listed; null if that is not known, or not agreed. */
    @Nullable
    Standing listed(ModelField field) {
        return listed.get(field);
    }

    private @Nullable Standing findListed(ModelField field) {
        if (!NUMBERS.contains(field)) {
            Boolean has = facts.flag(field);
            return has == null || !contradicting(field).isEmpty()
                    ? null
                    : Standing.higherIsBetter(has ? BigDecimal.ONE : BigDecimal.ZERO);
        }
        Long least = facts.number(field);
        if (least == null) {
            return null;
        }
        long most = least;
        for (Route route : contradicting(field)) {
            Long onRoute = number(route, field);
            most = onRoute == null ? most : Math.max(most, onRoute);
        }
        return new Standing(BigDecimal.valueOf(least), BigDecimal.valueOf(most));
    }

    /** Where the model stands on its cheapest route; as listed unless that serves less. */
    @Nullable
    Standing served(ModelField field) {
        return served.get(field);
    }

    private @Nullable Standing findServed(ModelField field) {
        CheapestRoute cheapest = routes.cheapest();
        if (cheapest == null || !isNarrowed(field)) {
            return listed(field);
        }
        Long onRoute = NUMBERS.contains(field) ? number(cheapest.route(), field) : Long.valueOf(0);
        return onRoute == null ? null : Standing.higherIsBetter(BigDecimal.valueOf(onRoute));
    }

    /** What the cheapest route serves, by its name, where it serves less; else what is listed. */
    Cell servedCell(ModelField field) {
        return requireNonNull(servedCells.get(field), field::id);
    }

    private Cell findServedCell(ModelField field) {
        CheapestRoute cheapest = routes.cheapest();
        if (cheapest == null || !isNarrowed(field)) {
            return facts.cell(field);
        }
        Long onRoute = number(cheapest.route(), field);
        return new Cell(
                Claim.of(
                        (onRoute == null ? "no" : Tokens.counted(onRoute)) + " on "
                                + cheapest.route().label(),
                        cheapest.route().evidence(),
                        facts.evidence(field)),
                Mark.PLAIN);
    }

    /** Capabilities that the model is listed with and its cheapest route lacks. */
    List<ModelField> lacking() {
        return lacking;
    }

    /** What a route says of one of the numbers; null for a capability, or if it says nothing. */
    static @Nullable Long number(Route route, ModelField field) {
        return switch (field) {
            case CONTEXT_TOKENS -> route.contextTokens();
            case MAX_OUTPUT_TOKENS -> route.offer().facts().maxOutputTokens();
            default -> null;
        };
    }

    private boolean exceeds(Route route, ModelField field) {
        Long listed = facts.number(field);
        Long served = number(route, field);
        return route.isLive()
                && listed != null
                && served != null
                && BigDecimal.valueOf(served)
                                .multiply(BigDecimal.ONE.subtract(tolerance))
                                .compareTo(BigDecimal.valueOf(listed))
                        > 0;
    }

    private boolean denies(Route route, ModelField field) {
        return route.isLive()
                && Boolean.FALSE.equals(facts.flag(field))
                && Boolean.TRUE.equals(route.offer().facts().capabilities().get(field));
    }
}
