package dev.crosscheck.pricing.intake;

import dev.crosscheck.event.pricing.QuoteReviewed;
import dev.crosscheck.kit.database.Pipeline;
import dev.crosscheck.kit.inbox.Outcome;
import dev.crosscheck.kit.intake.ItemResult;
import dev.crosscheck.pricing.price.PriceSheets;
import dev.crosscheck.pricing.provider.ProviderDecision;
import dev.crosscheck.pricing.provider.ProviderDesk;
import dev.crosscheck.pricing.provider.ProviderReport;
import dev.crosscheck.pricing.provider.Providers;
import dev.crosscheck.pricing.quarantine.Quarantine;
import dev.crosscheck.pricing.quarantine.Quarantine.Judged;
import dev.crosscheck.pricing.quarantine.ReviewDesk;
import dev.crosscheck.pricing.quarantine.ReviewDesk.Affected;
import dev.crosscheck.pricing.quote.Quote;
import dev.crosscheck.pricing.quote.QuoteDecision;
import dev.crosscheck.pricing.quote.QuoteDesk;
import dev.crosscheck.pricing.quote.Quotes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Takes quotes, provider reports and decisions in, and has the sheets they change published, each once.
 *
 * <p>Everybody takes locks in the same order, so that nobody waits in a circle: names, decisions,
 * providers, models, each by id.
 */
@Singleton
final class PriceDesk {

    private final Providers providers;
    private final ProviderDesk providerDesk;
    private final Quotes quotes;
    private final QuoteDesk quoteDesk;
    private final ModelNames models;
    private final PriceSheets sheets;
    private final ReviewDesk reviewDesk;
    private final Quarantine quarantine;
    private final Clock clock;

    PriceDesk(
            Providers providers,
            ProviderDesk providerDesk,
            Quotes quotes,
            QuoteDesk quoteDesk,
            ModelNames models,
            PriceSheets sheets,
            ReviewDesk reviewDesk,
            Quarantine quarantine,
            Clock clock) {
        this.providers = providers;
        this.providerDesk = providerDesk;
        this.quotes = quotes;
        this.quoteDesk = quoteDesk;
        this.models = models;
        this.sheets = sheets;
        this.reviewDesk = reviewDesk;
        this.quarantine = quarantine;
        this.clock = clock;
    }

    /**
     * Takes them in, each in their order.
     *
     * @param incoming what people decided; the caller keeps decisions and quotes apart
     * @return what became of each, by event id
     */
    Map<String, ItemResult> take(
            Pipeline tx, List<ProviderReport> reports, List<Quote> taken, ReviewDesk.Incoming incoming) {
        lockProviders(tx, reports, taken);
        ProviderDesk.Taken reported = providerDesk.take(tx, reports);
        SortedSet<String> renamed = new TreeSet<>(quotes.modelsOf(tx, reported.changed()));
        SortedSet<String> toLock = new TreeSet<>(renamed);
        taken.forEach(quote -> toLock.add(quote.offer().model()));
        Map<String, String> refusals = reviewDesk.refusals(tx, incoming, taken);
        Affected decidedOn = reviewDesk.record(tx, incoming, refusals.keySet());
        decidedOn.all().forEach(series -> toLock.add(series.offer().model()));
        models.lock(tx, toLock);

        ReviewDesk.Decided decided = reviewDesk.decidedOn(tx, taken);
        QuoteDesk.Taken quoted = quoteDesk.take(tx, taken);
        Affected affected = decidedOn.and(reviewDesk.among(tx, decided));
        quoteDesk.retell(tx, affected.retold());

        SortedSet<String> toPublish = new TreeSet<>(renamed);
        toPublish.addAll(QuoteDesk.touched(quoted));
        affected.all().forEach(series -> toPublish.add(series.offer().model()));
        PriceSheets.Material material = sheets.material(tx, toPublish);
        Judged judged = quarantine.judge(tx, toPublish, quoted, affected.all());
        sheets.publish(tx, toPublish, judged.shown(), material);

        Map<String, ItemResult> results = new HashMap<>();
        for (int i = 0; i < reports.size(); i++) {
            put(
                    results,
                    reports.get(i).provenance().eventId(),
                    outcome(reported.decisions().get(i)));
        }
        Map<String, String> withdrawn = decided.withdrawn();
        for (int i = 0; i < taken.size(); i++) {
            String event = taken.get(i).provenance().eventId();
            String held = judged.held().get(event);
            if (withdrawn.containsKey(event)) {
                results.put(event, new ItemResult(event, Outcome.LATE, withdrawn.get(event)));
            } else if (held != null) {
                results.put(event, new ItemResult(event, Outcome.QUARANTINED, held));
            } else {
                put(results, event, outcome(quoted.decisions().get(i)));
            }
        }
        decided(tx, incoming, refusals, results);
        return results;
    }

    /** Makes the sheets of these models anew from their quotes; those that differ are published. */
    void remake(Pipeline tx, Collection<String> modelIds) {
        models.lock(tx, new TreeSet<>(modelIds));
        PriceSheets.Material material = sheets.material(tx, modelIds);
        Judged judged = quarantine.judge(tx, modelIds, new QuoteDesk.Taken(List.of(), Map.of()), List.of());
        sheets.publish(tx, modelIds, judged.shown(), material);
    }

    /** A decision on a quote that has not come yet waits for it. */
    private void decided(
            Pipeline tx, ReviewDesk.Incoming incoming, Map<String, String> refusals, Map<String, ItemResult> results) {
        incoming.withdrawn().keySet().forEach(event -> put(results, event, Outcome.ACCEPTED));
        Set<String> known = reviewDesk.known(
                tx,
                incoming.reviewed().values().stream().map(QuoteReviewed::event).toList());
        Map<String, String> withdrawn =
                reviewDesk.withdrawn(tx, incoming.reviewed().keySet()).get();
        incoming.reviewed().forEach((event, review) -> {
            if (refusals.containsKey(event)) {
                results.put(event, ItemResult.refused(event, refusals.get(event)));
            } else if (withdrawn.containsKey(event)) {
                results.put(event, new ItemResult(event, Outcome.LATE, withdrawn.get(event)));
            } else if (known.contains(review.event())) {
                put(results, event, Outcome.ACCEPTED);
            } else {
                String detail = "event: " + review.event() + " (expected: " + ReviewDesk.EXPECTED + ")";
                results.put(event, new ItemResult(event, Outcome.WAITING, detail));
            }
        });
    }

    private static void put(Map<String, ItemResult> results, String event, Outcome outcome) {
        results.put(event, new ItemResult(event, outcome, null));
    }

    /** Whose name is shown is kept still; who is reported is kept from being shown. */
    private void lockProviders(Pipeline tx, List<ProviderReport> reports, List<Quote> taken) {
        SortedSet<String> ids = new TreeSet<>();
        reports.forEach(report -> ids.add(report.provider().id()));
        taken.forEach(quote -> ids.add(quote.offer().provider()));
        providers.ensure(tx, ids, clock.instant());
        providers.lock(tx, ids, !reports.isEmpty());
    }

    private static Outcome outcome(QuoteDecision decision) {
        return switch (decision) {
            case QuoteDecision.First _, QuoteDecision.Changed _, QuoteDecision.Corrected _, QuoteDecision.Retired _ ->
                Outcome.ACCEPTED;
            case QuoteDecision.Unchanged _ -> Outcome.UNCHANGED;
            case QuoteDecision.Late _ -> Outcome.LATE;
        };
    }

    private static Outcome outcome(ProviderDecision decision) {
        return switch (decision) {
            case FIRST, CHANGE, CORRECTION -> Outcome.ACCEPTED;
            case UNCHANGED -> Outcome.UNCHANGED;
            case LATE -> Outcome.LATE;
        };
    }
}
