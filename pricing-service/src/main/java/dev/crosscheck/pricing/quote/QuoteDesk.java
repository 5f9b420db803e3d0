package dev.crosscheck.pricing.quote;

import dev.crosscheck.kit.database.Pipeline;
import dev.crosscheck.pricing.quote.QuoteDecision.Unchanged;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Takes quotes in, and does what the price book says. */
@Singleton
public final class QuoteDesk {

    private final Quotes quotes;
    private final QuoteHistory history;
    private final SeriesHistory seriesHistory;

    /**
     * What became of quotes.
     *
     * @param decisions on each, in the order taken
     * @param before    what their series said until then; nothing of those that are new
     */
    public record Taken(List<QuoteDecision> decisions, Map<QuoteKey, HeldQuote> before) {}

    QuoteDesk(Quotes quotes, QuoteHistory history, SeriesHistory seriesHistory) {
        this.quotes = quotes;
        this.history = history;
        this.seriesHistory = seriesHistory;
    }

    /**
     * Takes quotes in, in their order, in a handful of statements whatever their number.
     *
     * <p>The caller holds the locks on their models, so that nobody else decides on the same series.
     *
     * @return what became of each, and what was said before
     */
    public Taken take(Pipeline tx, List<Quote> taken) {
        if (taken.isEmpty()) {
            return new Taken(List.of(), Map.of());
        }
        Map<QuoteKey, List<Quote>> byKey = new LinkedHashMap<>();
        taken.forEach(quote ->
                byKey.computeIfAbsent(quote.key(), _ -> new ArrayList<>()).add(quote));
        Map<QuoteKey, HeldQuote> held = quotes.held(tx, byKey.keySet()).get();
        Map<QuoteKey, QuoteSeries> series = new LinkedHashMap<>();
        byKey.forEach((key, ofKey) -> series.put(key, series(tx, key, ofKey, Optional.ofNullable(held.get(key)))));

        List<QuoteDecision> decisions =
                taken.stream().map(quote -> seriesOf(series, quote).take(quote)).toList();

        history.add(tx, flat(series.values(), QuoteSeries::history));
        history.addSightings(tx, flat(series.values(), QuoteSeries::sightings));
        quotes.hold(tx, series.values().stream().map(QuoteSeries::held).toList());
        return new Taken(decisions, held);
    }

    /**
     * Says these series anew from the history, without what was withdrawn of them. One of which nothing is
     * left is not said any more.
     */
    public void retell(Pipeline tx, Collection<QuoteKey> keys) {
        List<QuoteSeries> retold = new ArrayList<>();
        List<QuoteKey> silent = new ArrayList<>();
        for (QuoteKey key : keys) {
            QuoteSeries series = new QuoteSeries(
                    key,
                    Timeline.of(seriesHistory.said(tx.tx(), key)),
                    Optional.empty(),
                    fingerprint -> seriesHistory.content(tx.tx(), key, fingerprint));
            if (series.isEmpty()) {
                silent.add(key);
            } else {
                series.promote();
                retold.add(series);
            }
        }
        history.add(tx, flat(retold, QuoteSeries::history));
        quotes.hold(tx, retold.stream().map(QuoteSeries::held).toList());
        quotes.forget(tx, silent);
    }

    /**
     * The models of which something became known, now or of the past; that a source was read again is something,
     * for the age of its word decides whether it is shown.
     */
    public static Set<String> touched(Taken taken) {
        Set<String> models = new TreeSet<>();
        for (QuoteDecision decision : taken.decisions()) {
            switch (decision) {
                case QuoteDecision.First(Quote quote) ->
                    models.add(quote.offer().model());
                case QuoteDecision.Changed(Quote quote) ->
                    models.add(quote.offer().model());
                case QuoteDecision.Corrected(Quote quote) ->
                    models.add(quote.offer().model());
                case QuoteDecision.Retired(Quote quote) ->
                    models.add(quote.offer().model());
                case QuoteDecision.Late(Quote quote, Instant _) ->
                    models.add(quote.offer().model());
                case Unchanged(Quote quote) -> {
                    HeldQuote before = taken.before().get(quote.key());
                    if (before == null || quote.provenance().observedAt().isAfter(before.lastSeenAt())) {
                        models.add(quote.offer().model());
                    }
                }
            }
        }
        return models;
    }

    /** Only a late quote needs more than the last word; then the whole series is read. */
    private QuoteSeries series(Pipeline tx, QuoteKey key, List<Quote> ofKey, Optional<HeldQuote> held) {
        Timeline timeline = held.map(last -> isLate(ofKey, last)
                        ? Timeline.of(seriesHistory.said(tx.tx(), key))
                        : Timeline.continuing(last.quote().statement(true), last.lastSeenAt()))
                .orElseGet(() -> Timeline.of(List.of()));
        return new QuoteSeries(key, timeline, held, fingerprint -> seriesHistory.content(tx.tx(), key, fingerprint));
    }

    private static boolean isLate(List<Quote> ofKey, HeldQuote held) {
        return ofKey.stream().anyMatch(quote -> quote.provenance().observedAt().isBefore(held.lastSeenAt()));
    }

    private static QuoteSeries seriesOf(Map<QuoteKey, QuoteSeries> series, Quote quote) {
        QuoteSeries found = series.get(quote.key());
        if (found == null) {
            throw new IllegalStateException("series: none of " + quote.key() + " (expected: one of each quote)");
        }
        return found;
    }

    private static <T> List<T> flat(
            Collection<QuoteSeries> series, java.util.function.Function<QuoteSeries, List<T>> part) {
        return series.stream().flatMap(one -> part.apply(one).stream()).toList();
    }
}
