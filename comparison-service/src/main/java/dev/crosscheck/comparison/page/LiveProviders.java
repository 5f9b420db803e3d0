package dev.crosscheck.comparison.page;

import dev.crosscheck.event.pricing.ProviderKind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The names of the providers on which a model is live. */
final class LiveProviders {

    private final String maker;
    private final List<String> hosts;
    private final List<String> resellers;
    private final List<String> others;
    private final List<String> whereLive;

    /**
     * @param cheapest null if no live route has a price
     * @param maker    the name of the model's maker; null if nobody has told us
     */
    LiveProviders(List<Route> routes, @Nullable CheapestRoute cheapest, @Nullable String maker) {
        this.maker = maker == null ? "" : letters(maker);
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
        whereLive = findWhereLive(routes, cheapest);
    }

    /** Of those that are known to run it themselves, in order of their ids. */
    List<String> hosts() {
        return hosts;
    }

    List<String> resellers() {
        return resellers;
    }

    /** Of those of which nobody has told us whether they run it or resell it. */
    List<String> others() {
        return others;
    }

    /** Its maker first, then the cheapest, then others; resellers are marked. */
    List<String> whereLive() {
        return whereLive;
    }

    /** Such as {@code 4 providers, one reseller, and 2 of a kind not known}. */
    String counted() {
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
        return counted.isEmpty() ? "no live route" : Grammar.list(counted);
    }

    private List<String> findWhereLive(List<Route> routes, @Nullable CheapestRoute cheapest) {
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
    boolean isItsMakers(Route route) {
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
}
