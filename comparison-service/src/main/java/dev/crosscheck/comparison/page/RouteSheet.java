package dev.crosscheck.comparison.page;

import dev.crosscheck.comparison.page.Cell.Mark;
import dev.crosscheck.event.pricing.PriceSheet.Offer;
import dev.crosscheck.event.pricing.ProviderKind;
import dev.crosscheck.event.pricing.Terms;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Every route to one model, the cheapest one, and the cells that speak of them. */
final class RouteSheet {

    static final String NO_PRICE = "no tracked price";

    private static final int PROVIDER_NAME = 60;

    private final List<Route> routes;
    private final @Nullable CheapestRoute cheapest;
    private final Map<Traffic, CheapestRoute> byTraffic = new HashMap<>();
    private final String absent;
    private final List<String> hosts;
    private final List<String> resellers;
    private final List<String> others;
    private final String maker;
    private final @Nullable CheapestRoute makers;
    private final List<String> whereLive;
    private final List<String> evidence;
    private final Cell unpriced;
    private final Cell providersCell;
    private final Cell inputCell;
    private final Cell outputCell;
    private final Cell costCell;
    private final Cell routeCell;
    private final Map<Traffic, Cell> workloadCells = new HashMap<>();
    private final @Nullable Blend blend;
    private final boolean dearerAtItsMaker;
    private final Cell makersCell;
    private final @Nullable Standing byProviders;

    /** @param maker the name of the model's maker; null if nobody has told us */
    RouteSheet(List<Offer> offers, EvidenceBook book, ComparisonPolicy policy, @Nullable String maker) {
        this.maker = maker == null ? "" : letters(maker);
        routes = routes(offers, book);
        absent = offers.isEmpty() ? book.absent("offers") : "";
        cheapest = CheapestRoute.of(routes, policy.traffic());
        for (Traffic workload : policy.workloads()) {
            CheapestRoute route = CheapestRoute.of(routes, workload);
            if (route != null) {
                byTraffic.put(workload, route);
            }
        }
        Set<String> hosting = new LinkedHashSet<>();
        Set<String> reselling = new LinkedHashSet<>();
        Set<String> unknown = new LinkedHashSet<>();
        for (Route route : routes) {
            if (route.isLive()) {
                Set<String> kind = switch (route.offer().provider().kind()) {
                    case MAKER, HOST -> hosting;
                    case AGGREGATOR -> reselling;
                    case UNKNOWN -> unknown;
                };
                kind.add(route.provider());
            }
        }
        hosts = List.copyOf(hosting);
        resellers = List.copyOf(reselling);
        others = List.copyOf(unknown);
        makers = CheapestRoute.of(routes.stream().filter(this::isItsMakers).toList(), policy.traffic());
        whereLive = findWhereLive();
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
        byTraffic.forEach((traffic, route) -> workloadCells.put(
                traffic, priced(route, route.costText() + " on " + route.route().label())));
        blend = cheapest == null ? null : Blend.of(cheapest, policy);
        dearerAtItsMaker = cheapest != null && makers != null && !makers.route().equals(cheapest.route());
        makersCell = findMakersCell();
        byProviders = isEmpty()
                ? null
                : new Standing(BigDecimal.valueOf(hosts.size()), BigDecimal.valueOf(hosts.size() + others.size()));
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

    /** The cheapest route for another traffic; null if no live route has a price. */
    @Nullable
    CheapestRoute cheapest(Traffic traffic) {
        return byTraffic.get(traffic);
    }

    /** What a mix of input and output costs on the cheapest route; null if no live route has a price. */
    @Nullable
    Blend blend() {
        return blend;
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
        return hosts;
    }

    /** Names of the resellers with a live route. */
    List<String> resellers() {
        return resellers;
    }

    /** Names of those with a live route of which nobody has told us whether they run it or resell it. */
    List<String> others() {
        return others;
    }

    /** Every provider with a live route: its maker first, then the cheapest, then others; resellers are marked. */
    List<String> whereLive() {
        return whereLive;
    }

    private List<String> findWhereLive() {
        Set<String> names = new LinkedHashSet<>();
        for (Route route : routes) {
            if (route.isLive() && isItsMakers(route)) {
                names.add(route.provider());
            }
        }
        if (cheapest != null) {
            names.add(marked(cheapest.route()));
        }
        names.addAll(hosts);
        for (Route route : routes) {
            if (route.isLive()) {
                names.add(marked(route));
            }
        }
        return List.copyOf(names);
    }

    /**
     * Whether the provider made this model, and not merely others: its name is the maker's, but for case, stops,
     * and a region in brackets.
     */
    private boolean isItsMakers(Route route) {
        return route.offer().provider().kind() == ProviderKind.MAKER
                && !maker.isEmpty()
                && letters(route.offer().provider().name().replaceAll("\\(.*", ""))
                        .equals(maker);
    }

    private static String letters(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    }

    private static String marked(Route route) {
        return switch (route.offer().provider().kind()) {
            case MAKER, HOST -> route.provider();
            case AGGREGATOR -> route.provider() + " (reseller)";
            case UNKNOWN -> route.provider() + " (kind not known)";
        };
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
        if (isEmpty()) {
            return new Cell(new Claim("no tracked route", evidence), Mark.MISSING);
        }
        List<String> counted = new ArrayList<>(2);
        if (!hosts.isEmpty()) {
            counted.add(Grammar.count(hosts.size(), "provider", "providers"));
        }
        if (!resellers.isEmpty()) {
            counted.add(Grammar.count(resellers.size(), "reseller", "resellers"));
        }
        if (!others.isEmpty()) {
            counted.add(Grammar.count(others.size(), "of a kind not known", "of a kind not known"));
        }
        String text = counted.isEmpty() ? "no live route" : Grammar.list(counted);
        return new Cell(new Claim(text, evidence), Mark.PLAIN);
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

    /** What another traffic costs, and on which route. */
    Cell workloadCell(Traffic traffic) {
        return workloadCells.getOrDefault(traffic, unpriced);
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

    private static List<Route> routes(List<Offer> offers, EvidenceBook book) {
        Map<String, Integer> byProvider = new HashMap<>();
        Map<String, String> idByName = new HashMap<>();
        Set<String> ambiguous = new LinkedHashSet<>();
        for (Offer offer : offers) {
            byProvider.merge(offer.provider().id(), 1, Integer::sum);
            String other = idByName.putIfAbsent(name(offer), offer.provider().id());
            if (other != null && !other.equals(offer.provider().id())) {
                ambiguous.add(name(offer));
            }
        }
        List<Route> routes = new ArrayList<>(offers.size());
        for (Offer offer : offers) {
            String name = name(offer);
            String provider =
                    ambiguous.contains(name) ? name + " (" + offer.provider().id() + ")" : name;
            boolean several = byProvider.getOrDefault(offer.provider().id(), 1) > 1;
            String label = provider
                    + (several && !offer.route().isEmpty()
                            ? " " + PlainText.clean(offer.route(), PlainText.NAME, "unreadable route")
                            : "")
                    + (offer.provider().kind() == ProviderKind.AGGREGATOR ? " (reseller)" : "");
            String field = "offer/" + offer.provider().id() + (offer.route().isEmpty() ? "" : "/" + offer.route());
            routes.add(Route.of(offer, provider, label, book.add(field, RateText.fact(offer), offer.provenance())));
        }
        return List.copyOf(routes);
    }

    private static String name(Offer offer) {
        return PlainText.clean(
                offer.provider().name(), PROVIDER_NAME, offer.provider().id());
    }
}
