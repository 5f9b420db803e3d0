package dev.crosscheck.pricing.quarantine;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import dev.crosscheck.event.SourcePolicy;
import dev.crosscheck.event.pricing.QuoteReviewed.Decision;
import dev.crosscheck.kit.database.Pipeline;
import dev.crosscheck.kit.database.Pipeline.Answer;
import dev.crosscheck.pricing.quarantine.Quarantined.Row;
import dev.crosscheck.pricing.quarantine.SeriesFold.Folded;
import dev.crosscheck.pricing.quote.HeldQuote;
import dev.crosscheck.pricing.quote.Quote;
import dev.crosscheck.pricing.quote.QuoteContent;
import dev.crosscheck.pricing.quote.QuoteDecision;
import dev.crosscheck.pricing.quote.QuoteDesk;
import dev.crosscheck.pricing.quote.QuoteFold;
import dev.crosscheck.pricing.quote.QuoteKey;
import dev.crosscheck.pricing.quote.Quotes;
import dev.crosscheck.pricing.quote.SeriesHistory;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Holds back what looks wrong.
 *
 * <p>A quote that is plausible after the last word of its series costs nothing here. The history of a series
 * is read only if a quote of it is doubtful, late or held, or a person decided on it.
 */
@Singleton
public final class Quarantine {

    private final Quotes quotes;
    private final SeriesHistory history;
    private final Quarantined quarantined;
    private final Reviews reviews;
    private final Plausibility plausibility;
    private final ModelFold modelFold;

    Quarantine(
            Quotes quotes,
            SeriesHistory history,
            Quarantined quarantined,
            Reviews reviews,
            Thresholds thresholds,
            SourcePolicy policy) {
        this.quotes = quotes;
        this.history = history;
        this.quarantined = quarantined;
        this.reviews = reviews;
        this.plausibility = new Plausibility(thresholds);
        this.modelFold = new ModelFold(plausibility, policy);
    }

    /**
     * What came of looking.
     *
     * @param shown what is shown of the models, by offer and source
     * @param held  why quotes are not shown, by event
     */
    public record Judged(List<Shown> shown, Map<String, String> held) {}

    /**
     * Judges all that is said of the models, after it was stored and before their sheets are made. The
     * caller holds the locks on the models.
     *
     * @param taken   what was taken just now
     * @param decided series that a person decided on, or took something back of
     */
    public Judged judge(Pipeline tx, Collection<String> models, QuoteDesk.Taken taken, Collection<QuoteKey> decided) {
        if (models.isEmpty()) {
            return new Judged(List.of(), Map.of());
        }
        Answer<List<Row>> quarantinedNow = quarantined.ofModels(tx, models);
        Answer<List<HeldQuote>> saidNow = quotes.ofModels(tx, models);
        List<Row> rows = quarantinedNow.get();
        Map<QuoteKey, Quote> lastWords = new HashMap<>();
        Map<QuoteKey, Instant> lastReadAt = new HashMap<>();
        for (HeldQuote held : saidNow.get()) {
            lastWords.put(held.quote().key(), held.quote());
            lastReadAt.put(held.quote().key(), held.lastSeenAt());
        }
        Set<QuoteKey> toRead = rows.stream().map(Row::series).collect(Collectors.toCollection(HashSet::new));
        toRead.addAll(doubtful(taken));
        toRead.addAll(decided);

        Map<QuoteKey, Folded> folded = fold(tx.tx(), lastWords, toRead);
        quarantined.replace(
                tx,
                rows,
                folded.values().stream()
                        .flatMap(series -> series.verdicts().stream())
                        .toList());
        List<Shown> shown = new ArrayList<>();
        lastWords.forEach((key, quote) -> {
            Folded series = folded.get(key);
            Quote good = series == null ? quote : series.shown();
            if (good != null) {
                shown.add(
                        series == null
                                ? new Shown(good, Objects.requireNonNull(lastReadAt.get(key)), null, Set.of())
                                : shown(series, good, lastReadAt));
            }
        });
        return new Judged(shown, held(folded.values()));
    }

    /**
     * What is shown of quotes on one model, whatever else is known of it: for moments of the past.
     *
     * @param then    what sources had said
     * @param knownAt by when a decision must have been recorded to count; null for by now
     */
    public List<Shown> shown(DSLContext dsl, String model, QuoteFold then, @Nullable Instant knownAt) {
        Map<QuoteKey, List<Quote>> said = then.series();
        Map<QuoteKey, Map<String, Decision>> decided = reviews.decided(dsl, List.of(model), knownAt);
        BiFunction<QuoteKey, @Nullable Beside, Folded> fold = (key, beside) -> SeriesFold.fold(
                Objects.requireNonNull(said.get(key)), decided.getOrDefault(key, Map.of()), beside, plausibility);
        Map<QuoteKey, Folded> alone = new HashMap<>();
        said.keySet().forEach(key -> alone.put(key, fold.apply(key, null)));
        List<Shown> shown = new ArrayList<>();
        for (Folded series : modelFold.fold(Map.of(), alone, fold).values()) {
            Quote good = series.shown();
            if (good != null) {
                shown.add(shown(series, good, then.lastReadAt()));
            }
        }
        return shown;
    }

    private static Shown shown(Folded series, Quote good, Map<QuoteKey, Instant> lastReadAt) {
        return new Shown(
                good,
                Objects.requireNonNull(lastReadAt.get(good.key())),
                series.held().map(verdict -> verdict.doubt().reason()).orElse(null),
                series.verdicts().stream()
                        .filter(verdict -> !verdict.isShown())
                        .map(verdict -> verdict.quote().provenance().eventId())
                        .collect(Collectors.toSet()));
    }

    private static Map<String, String> held(Collection<Folded> series) {
        return series.stream()
                .flatMap(one -> one.verdicts().stream())
                .filter(verdict -> verdict.state() == State.HELD || verdict.state() == State.REJECTED)
                .collect(toMap(
                        verdict -> verdict.quote().provenance().eventId(),
                        verdict -> verdict.doubt().reason()));
    }

    private Map<QuoteKey, Folded> fold(DSLContext tx, Map<QuoteKey, Quote> lastWords, Set<QuoteKey> toRead) {
        SeriesReader reader = new SeriesReader(tx, history, reviews);
        reader.readAhead(toRead);
        Map<QuoteKey, Folded> alone = new HashMap<>();
        toRead.forEach(key -> alone.put(key, reader.fold(key, null, plausibility)));
        Map<String, List<QuoteKey>> byModel = new HashMap<>();
        new TreeSet<>(lastWords.keySet().stream()
                        .map(key -> key.offer().model())
                        .toList())
                .forEach(model -> byModel.put(model, new ArrayList<>()));
        lastWords
                .keySet()
                .forEach(key ->
                        Objects.requireNonNull(byModel.get(key.offer().model())).add(key));
        Map<QuoteKey, Folded> all = new HashMap<>();
        alone.forEach((key, series) -> {
            if (!lastWords.containsKey(key)) {
                all.put(key, series);
            }
        });
        byModel.forEach((model, keys) -> {
            Map<QuoteKey, Quote> plain = new HashMap<>();
            Map<QuoteKey, Folded> read = new HashMap<>();
            for (QuoteKey key : keys) {
                Folded series = alone.get(key);
                if (series == null) {
                    plain.put(key, Objects.requireNonNull(lastWords.get(key)));
                } else {
                    read.put(key, series);
                }
            }
            all.putAll(modelFold.fold(plain, read, (key, beside) -> reader.fold(key, beside, plausibility)));
        });
        return all;
    }

    /** The series of which something was taken that cannot be shown unseen. */
    private Set<QuoteKey> doubtful(QuoteDesk.Taken taken) {
        Set<QuoteKey> doubtful = new HashSet<>();
        Map<QuoteKey, List<QuoteDecision>> bySeries = taken.decisions().stream()
                .filter(decision -> !(decision instanceof QuoteDecision.Unchanged))
                .collect(groupingBy(decision -> decision.quote().key()));
        bySeries.forEach((key, decisions) -> {
            HeldQuote before = taken.before().get(key);
            if (isDoubtful(decisions, before == null ? null : before.quote().content())) {
                doubtful.add(key);
            }
        });
        return doubtful;
    }

    /** A quote that leaves a price out says nothing of the price before it, so the next such price needs the history. */
    private boolean isDoubtful(List<QuoteDecision> decisions, @Nullable QuoteContent before) {
        QuoteContent last = before;
        for (QuoteDecision decision : decisions) {
            Quote quote = decision.quote();
            boolean isBlind = last != null && !LastPrices.of(last).suffice(quote.content());
            if (decision instanceof QuoteDecision.Late
                    || isBlind
                    || plausibility
                            .doubt(quote, last == null ? LastPrices.NONE : LastPrices.of(last), null)
                            .isPresent()) {
                return true;
            }
            last = quote.content();
        }
        return false;
    }
}
