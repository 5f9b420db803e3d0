package dev.crosscheck.pricing.quarantine;

import dev.crosscheck.pricing.quarantine.SeriesFold.Folded;
import dev.crosscheck.pricing.quote.Quote;
import dev.crosscheck.pricing.quote.QuoteKey;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * What is shown of all series of one model: each first by itself, then those that are out of line with the
 * others once more, beside them. The others are what they are by themselves, so that no order matters.
 */
final class ModelFold {

    /**
     * @param plain  what series come to whose quotes are all good: their last word, by key
     * @param folded what the other series come to by themselves
     * @param again  folds a series once more, beside its peers
     * @return what the series come to that are not plain; a plain one that is out of line is among them
     */
    static Map<QuoteKey, Folded> fold(
            Map<QuoteKey, Quote> plain,
            Map<QuoteKey, Folded> folded,
            Plausibility plausibility,
            BiFunction<QuoteKey, Peers, Folded> again) {
        Map<QuoteKey, Quote> candidates = new HashMap<>(plain);
        folded.forEach((key, series) -> {
            if (series.shown() != null) {
                candidates.put(key, series.shown());
            }
        });
        Peers peers = Peers.of(candidates.values());
        Map<QuoteKey, Folded> all = new HashMap<>(folded);
        outOfLine(candidates.values(), peers, plausibility).forEach(key -> all.put(key, again.apply(key, peers)));
        return all;
    }

    private static Collection<QuoteKey> outOfLine(
            Collection<Quote> candidates, Peers peers, Plausibility plausibility) {
        return candidates.stream()
                .filter(candidate -> plausibility.outOfLine(candidate, peers).isPresent())
                .map(Quote::key)
                .toList();
    }

    private ModelFold() {}
}
