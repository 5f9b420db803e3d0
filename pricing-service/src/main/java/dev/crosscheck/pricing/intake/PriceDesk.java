package dev.crosscheck.pricing.intake;

import dev.crosscheck.kit.inbox.Outcome;
import dev.crosscheck.pricing.price.PriceSheets;
import dev.crosscheck.pricing.provider.ProviderDecision;
import dev.crosscheck.pricing.provider.ProviderDesk;
import dev.crosscheck.pricing.provider.ProviderReport;
import dev.crosscheck.pricing.provider.Providers;
import dev.crosscheck.pricing.quote.Quote;
import dev.crosscheck.pricing.quote.QuoteDecision;
import dev.crosscheck.pricing.quote.QuoteDesk;
import dev.crosscheck.pricing.quote.Quotes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jooq.DSLContext;

/**
 * Takes quotes and provider reports in, and has the sheets they change published, each once.
 *
 * <p>Everybody takes locks in the same order, so that nobody waits in a circle: names, providers,
 * models, each by id.
 */
@Singleton
final class PriceDesk {

    private final Providers providers;
    private final ProviderDesk providerDesk;
    private final Quotes quotes;
    private final QuoteDesk quoteDesk;
    private final ModelNames models;
    private final PriceSheets sheets;
    private final Clock clock;

    PriceDesk(
            Providers providers,
            ProviderDesk providerDesk,
            Quotes quotes,
            QuoteDesk quoteDesk,
            ModelNames models,
            PriceSheets sheets,
            Clock clock) {
        this.providers = providers;
        this.providerDesk = providerDesk;
        this.quotes = quotes;
        this.quoteDesk = quoteDesk;
        this.models = models;
        this.sheets = sheets;
        this.clock = clock;
    }

    /**
     * Takes both in, each in their order.
     *
     * @return what became of each, by event id
     */
    Map<String, Outcome> take(DSLContext tx, List<ProviderReport> reports, List<Quote> taken) {
        lockProviders(tx, reports, taken);
        ProviderDesk.Taken reported = providerDesk.take(tx, reports);
        SortedSet<String> renamed = new TreeSet<>(quotes.modelsOf(tx, reported.changed()));
        SortedSet<String> toLock = new TreeSet<>(renamed);
        taken.forEach(quote -> toLock.add(quote.offer().model()));
        models.lock(tx, toLock);

        List<QuoteDecision> decisions = quoteDesk.take(tx, taken);

        SortedSet<String> toPublish = new TreeSet<>(renamed);
        toPublish.addAll(QuoteDesk.touched(decisions));
        sheets.publish(tx, toPublish);

        Map<String, Outcome> outcomes = new HashMap<>();
        for (int i = 0; i < reports.size(); i++) {
            outcomes.put(
                    reports.get(i).provenance().eventId(),
                    outcome(reported.decisions().get(i)));
        }
        for (int i = 0; i < taken.size(); i++) {
            outcomes.put(taken.get(i).provenance().eventId(), outcome(decisions.get(i)));
        }
        return outcomes;
    }

    /** Whose name is shown is kept still; who is reported is kept from being shown. */
    private void lockProviders(DSLContext tx, List<ProviderReport> reports, List<Quote> taken) {
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
