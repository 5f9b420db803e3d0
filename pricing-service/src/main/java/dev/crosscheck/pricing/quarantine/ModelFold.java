package dev.crosscheck.pricing.quarantine;

import static java.util.stream.Collectors.groupingBy;

import dev.crosscheck.event.SourcePolicy;
import dev.crosscheck.pricing.quarantine.SeriesFold.Folded;
import dev.crosscheck.pricing.quote.Quote;
import dev.crosscheck.pricing.quote.QuoteContent;
import dev.crosscheck.pricing.quote.QuoteKey;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What is shown of all series of one model: each first by itself, then those that are out of line with the
 * other providers, or that contradict other sources of the same offer or other routes of the same provider, once more, beside them. The others are
 * what they are by themselves, so that no order matters.
 */
final class ModelFold {

    private final Plausibility plausibility;
    private final OfferSources offerSources;
    private final OfferSources routes;

    ModelFold(Plausibility plausibility, SourcePolicy policy) {
        this.plausibility = plausibility;
        this.offerSources = new OfferSources(plausibility, policy);
        this.routes = OfferSources.ofRoutes(plausibility, policy);
    }

    /**
     * @param plain  what series come to whose quotes are all good: their last word, by key
     * @param folded what the other series come to by themselves
     * @param again  folds a series once more, beside others; beside nothing if that is null
     * @return what the series come to that are not plain; a plain one that is doubtful beside others is among them
     */
    Map<QuoteKey, Folded> fold(
            Map<QuoteKey, Quote> plain,
            Map<QuoteKey, Folded> folded,
            BiFunction<QuoteKey, @Nullable Beside, Folded> again) {
        Map<QuoteKey, Quote> candidates = new HashMap<>(plain);
        folded.forEach((key, series) -> {
            Quote good = series.shown();
            if (good != null) {
                candidates.put(key, good);
            }
        });
        Peers peers = Peers.of(candidates.values());
        Set<QuoteKey> outOfLine = outOfLine(candidates.values(), peers);
        Function<QuoteKey, List<Quote>> good = key -> {
            Folded series = folded.get(key);
            return (series == null ? again.apply(key, null) : series).good();
        };
        // Whoever is out of line with the other providers bears no witness against another source.
        Map<QuoteKey, List<QuoteContent>> yielding = new HashMap<>();
        candidates.values().stream()
                .filter(candidate -> !outOfLine.contains(candidate.key()))
                .collect(groupingBy(Quote::offer))
                .values()
                .forEach(offer -> yielding.putAll(offerSources.yielding(offer, good)));
        // Likewise whoever yields to other sources bears none against another route.
        Map<QuoteKey, List<QuoteContent>> besideRoutes = new HashMap<>();
        candidates.values().stream()
                .filter(candidate -> !outOfLine.contains(candidate.key()) && !yielding.containsKey(candidate.key()))
                .collect(groupingBy(candidate -> candidate.offer().provider()))
                .values()
                .stream()
                .filter(ofProvider ->
                        ofProvider.stream().map(Quote::offer).distinct().count() > 1)
                .forEach(ofProvider -> besideRoutes.putAll(routes.yielding(ofProvider, good)));
        Set<QuoteKey> doubtful = new HashSet<>(outOfLine);
        doubtful.addAll(yielding.keySet());
        doubtful.addAll(besideRoutes.keySet());
        Map<QuoteKey, Folded> all = new HashMap<>(folded);
        doubtful.forEach(key -> {
            Beside beside =
                    new Beside(peers, yielding.getOrDefault(key, List.of()), besideRoutes.getOrDefault(key, List.of()));
            all.put(key, again.apply(key, beside));
        });
        return all;
    }

    private Set<QuoteKey> outOfLine(Collection<Quote> candidates, Peers peers) {
        Set<QuoteKey> outOfLine = new HashSet<>();
        for (Quote candidate : candidates) {
            if (plausibility.outOfLine(candidate, peers).isPresent()) {
                outOfLine.add(candidate.key());
            }
        }
        return outOfLine;
    }
}
