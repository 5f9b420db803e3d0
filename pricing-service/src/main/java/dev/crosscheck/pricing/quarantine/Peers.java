package dev.crosscheck.pricing.quarantine;

import dev.crosscheck.event.pricing.Component;
import dev.crosscheck.event.pricing.RouteStatus;
import dev.crosscheck.pricing.quote.Quote;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the providers of one model charge. Each counts once, with the lower median of its routes and sources,
 * so that nobody is in line only because he says it often.
 */
final class Peers {

    /** Of one other alone nobody could say which of the two is wrong. */
    private static final int ENOUGH = 2;

    private final Map<Component, Map<String, BigDecimal>> byProvider;

    private Peers(Map<Component, Map<String, BigDecimal>> byProvider) {
        this.byProvider = byProvider;
    }

    /** @param candidates what would be shown of each series of one model */
    static Peers of(Collection<Quote> candidates) {
        return new Peers(Map.of(
                Component.INPUT, medians(candidates, Component.INPUT),
                Component.OUTPUT, medians(candidates, Component.OUTPUT)));
    }

    /**
     * The median of what the other providers charge for an ordinary request.
     *
     * @return empty if fewer than two others charge anything
     */
    Optional<Median> medianWithout(String provider, Component component) {
        List<BigDecimal> others = new ArrayList<>();
        byProvider.getOrDefault(component, Map.of()).forEach((other, price) -> {
            if (!other.equals(provider)) {
                others.add(price);
            }
        });
        return others.size() < ENOUGH ? Optional.empty() : Optional.of(Median.of(others));
    }

    private static Map<String, BigDecimal> medians(Collection<Quote> candidates, Component component) {
        Map<String, List<BigDecimal>> prices = new TreeMap<>();
        for (Quote candidate : candidates) {
            if (candidate.content().status() != RouteStatus.RETIRED) {
                candidate
                        .content()
                        .base(component)
                        .filter(price -> !price.isZero())
                        .ifPresent(price -> prices.computeIfAbsent(
                                        candidate.offer().provider(), _ -> new ArrayList<>())
                                .add(price.amount()));
            }
        }
        Map<String, BigDecimal> medians = new TreeMap<>();
        prices.forEach((provider, of) -> medians.put(provider, Median.of(of).low()));
        return medians;
    }
}
