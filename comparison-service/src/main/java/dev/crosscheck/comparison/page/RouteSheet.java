package dev.crosscheck.comparison.page;

import dev.crosscheck.comparison.page.Cell.Mark;
import dev.crosscheck.event.pricing.PriceSheet.Offer;
import dev.crosscheck.event.pricing.Terms;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Every route to one model, the cheapest one, and the cells that speak of them. */
final class RouteSheet {

    static final String NO_PRICE = "no tracked price";

    private final List<Route> routes;
    private final @Nullable CheapestRoute cheapest;
    private final @Nullable CheapestRoute[] byWorkload;
    private final String absent;
    private final LiveProviders providers;
    private final @Nullable CheapestRoute makers;
    private final List<String> evidence;
    private final Cell unpriced;
    private final Cell providersCell;
    private final Cell inputCell;
    private final Cell outputCell;
    private final Cell costCell;
    private final Cell routeCell;
    private final Cell[] workloadCells;
    private final Map<String, Route> liveByProvider;
    private final @Nullable Blend blend;
    private final boolean dearerAtItsMaker;
    private final Cell makersCell;
    private final @Nullable Standing byProviders;

    /** @param maker the name of the model's maker; null if nobody has told us */
    RouteSheet(List<Offer> offers, EvidenceBook book, ComparisonPolicy policy, @Nullable String maker) {
        routes = RouteList.of(offers, book);
        absent = offers.isEmpty() ? book.absent("offers") : "";
        cheapest = CheapestRoute.of(routes, policy.traffic());
        byWorkload = new CheapestRoute[policy.workloads().size()];
        for (int workload = 0; workload < byWorkload.length; workload++) {
            byWorkload[workload] = CheapestRoute.of(routes, policy.workloads().get(workload));
        }
        providers = new LiveProviders(routes, cheapest, maker);
        makers = CheapestRoute.of(routes.stream().filter(providers::isItsMakers).toList(), policy.traffic());
        evidence = isEmpty()
                ? List.of(absent)
                : FactIds.of(routes.stream().map(Route::evidence).toList());
        unpriced = new Cell(new Claim(unpricedText(), evidence), Mark.MISSING);
        providersCell = findProvidersCell();
        if (cheapest == null) {
            inputCell = unpriced;
            outputCell = unpriced;
            costCell = unpriced;
            routeCell = new Cell(new Claim("no priced route", evidence), Mark.MISSING);
        } else {
            inputCell = priced(cheapest, cheapest.inputText() + " per 1M tokens");
            outputCell = priced(cheapest, cheapest.outputText() + " per 1M tokens");
            costCell = priced(cheapest, cheapest.costText());
            routeCell = priced(cheapest, cheapest.route().label());
        }
        workloadCells = new Cell[byWorkload.length];
        for (int workload = 0; workload < byWorkload.length; workload++) {
            CheapestRoute route = byWorkload[workload];
            workloadCells[workload] = route == null
                    ? unpriced
                    : priced(route, route.costText() + " on " + route.route().label());
        }
        liveByProvider = findLiveByProvider();
        blend = cheapest == null ? null : Blend.of(cheapest, policy);
        dearerAtItsMaker = cheapest != null && makers != null && !makers.route().equals(cheapest.route());
        makersCell = findMakersCell();
        byProviders = isEmpty()
                ? null
                : new Standing(
                        BigDecimal.valueOf(hosts().size()), BigDecimal.valueOf(hosts().size() + others().size()));
    }

    List<Route> all() {
        return routes;
    }

    boolean isEmpty() {
        return routes.isEmpty();
    }

    /** Null if no live route has a price. */
    @Nullable
    CheapestRoute cheapest() {
        return cheapest;
    }

    /** The cheapest route for one of the policy's workloads; null if no live route has a price. */
    @Nullable
    CheapestRoute cheapest(int workload) {
        return byWorkload[workload];
    }

    /** What a mix of input and output costs on the cheapest route; null if no live route has a price. */
    @Nullable
    Blend blend() {
        return blend;
    }

    /** The first live route of each provider that has one, by its id, in order of ids. */
    Map<String, Route> liveByProvider() {
        return liveByProvider;
    }

    private Map<String, Route> findLiveByProvider() {
        Map<String, Route> live = new LinkedHashMap<>();
        for (Route route : routes) {
            if (route.isLive()) {
                live.putIfAbsent(route.offer().provider().id(), route);
            }
        }
        return Collections.unmodifiableMap(live);
    }

    /** Whether its own maker has a route with a price that is not the cheapest. */
    boolean isDearerAtItsMaker() {
        return dearerAtItsMaker;
    }

    /** What the cheapest route of its own maker costs and charges. */
    Cell makersCell() {
        return makersCell;
    }

    private Cell findMakersCell() {
        return makers == null
                ? new Cell(new Claim(NO_PRICE, evidence), Mark.MISSING)
                : priced(
                        makers,
                        makers.costText() + " on " + makers.route().label() + ", " + makers.inputText() + " input and "
                                + makers.outputText() + " output per 1M");
    }

    /** Where it stands by the number of its providers; null if no route is tracked. */
    @Nullable
    Standing byProviders() {
        return byProviders;
    }

    /** Names of the providers with a live route that are known to run it themselves, in order of their ids. */
    List<String> hosts() {
        return providers.hosts();
    }

    /** Names of the resellers with a live route. */
    List<String> resellers() {
        return providers.resellers();
    }

    /** Names of those with a live route of which nobody has told us whether they run it or resell it. */
    List<String> others() {
        return providers.others();
    }

    /** Every provider with a live route: its maker first, then the cheapest, then others; resellers are marked. */
    List<String> whereLive() {
        return providers.whereLive();
    }

    /** Ids of the facts behind a statement about all routes: each of them, or that none is known. */
    List<String> evidence() {
        return evidence;
    }

    /** Such as {@code 4 providers, one reseller, and 2 of a kind not known}; what is deprecated is not counted. */
    Cell providersCell() {
        return providersCell;
    }

    private Cell findProvidersCell() {
        return isEmpty()
                ? new Cell(new Claim("no tracked route", evidence), Mark.MISSING)
                : new Cell(new Claim(providers.counted(), evidence), Mark.PLAIN);
    }

    Cell inputCell() {
        return inputCell;
    }

    Cell outputCell() {
        return outputCell;
    }

    Cell costCell() {
        return costCell;
    }

    Cell routeCell() {
        return routeCell;
    }

    /** What one of the policy's workloads costs, and on which route. */
    Cell workloadCell(int workload) {
        return workloadCells[workload];
    }

    /** Why there is no price to rank: each state in its own word, with who offers it. */
    Cell unpriced() {
        return unpriced;
    }

    private String unpricedText() {
        Map<Terms, List<String>> providers = new EnumMap<>(Terms.class);
        for (Route route : routes) {
            if (route.isLive() && route.offer().terms() != Terms.UNKNOWN) {
                List<String> names = providers.computeIfAbsent(route.offer().terms(), terms -> new ArrayList<>());
                if (!names.contains(route.provider())) {
                    names.add(route.provider());
                }
            }
        }
        if (providers.isEmpty()) {
            return NO_PRICE;
        }
        StringBuilder text = new StringBuilder();
        providers.forEach((terms, names) -> text.append(text.isEmpty() ? "" : "; ")
                .append(terms == Terms.PRICED ? "no price of an ordinary request" : RateText.terms(terms))
                .append(" on ")
                .append(Grammar.shortList(names)));
        return text.toString();
    }

    private static Cell priced(CheapestRoute route, String text) {
        return new Cell(Claim.of(text, route.route().evidence()), Mark.PLAIN);
    }
}
