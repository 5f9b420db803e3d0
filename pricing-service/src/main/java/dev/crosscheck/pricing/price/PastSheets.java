package dev.crosscheck.pricing.price;

import dev.crosscheck.event.SourcePolicy;
import dev.crosscheck.event.pricing.PriceSheet;
import dev.crosscheck.kit.problem.ProblemException;
import dev.crosscheck.kit.time.AsOf;
import dev.crosscheck.pricing.provider.Providers;
import dev.crosscheck.pricing.quarantine.Quarantine;
import dev.crosscheck.pricing.quote.Quote;
import dev.crosscheck.pricing.quote.QuoteHistory;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.jooq.DSLContext;

/** Price sheets of the past, made again from the history at the time of asking. */
@Singleton
final class PastSheets {

    private final QuoteHistory history;
    private final Providers providers;
    private final Quarantine quarantine;
    private final SourcePolicy policy;
    private final DSLContext dsl;

    PastSheets(QuoteHistory history, Providers providers, Quarantine quarantine, SourcePolicy policy, DSLContext dsl) {
        this.history = history;
        this.providers = providers;
        this.quarantine = quarantine;
        this.policy = policy;
        this.dsl = dsl;
    }

    /**
     * The sheet that held then. It was never published as such, so it carries the revision of today's,
     * beside which it was made.
     *
     * @throws ProblemException 404, if no price of the model was true and known then
     */
    PriceSheet find(PriceSheet now, AsOf asOf) {
        return dsl.transactionResult(tx -> {
            // One look at all tables: an update that comes meanwhile is either in all of them or in none.
            tx.dsl().execute("set transaction isolation level repeatable read, read only");
            return find(tx.dsl(), now, asOf);
        });
    }

    private PriceSheet find(DSLContext tx, PriceSheet now, AsOf asOf) {
        String model = now.model();
        List<Quote> said = history.recordedUntil(tx, model, asOf);
        requireKnown(tx, model, said, asOf);
        var reports = providers.recordedUntil(
                tx, said.stream().map(quote -> quote.offer().provider()).collect(Collectors.toSet()), asOf);
        return new PriceSheet(
                model,
                now.revision(),
                new SheetFold(policy)
                        .offers(said, reports, asOf, fold -> quarantine.shown(tx, model, fold, asOf.knownAt())));
    }

    /** A model whose prices are all held or taken back has a sheet without offers, then as now. */
    private void requireKnown(DSLContext tx, String model, List<Quote> said, AsOf asOf) {
        Instant knownAt = asOf.knownAt();
        if (said.isEmpty() && knownAt != null) {
            history.firstRecorded(tx, model)
                    .filter(first -> first.isAfter(knownAt))
                    .ifPresent(first -> {
                        throw notKnown("knownAt: " + knownAt + " (expected: " + first
                                + " or later, when the first price of " + model + " was recorded)");
                    });
        }
        said.stream()
                .map(quote -> quote.provenance().validFrom())
                .min(Comparator.naturalOrder())
                .filter(first -> !asOf.holds(first))
                .ifPresent(first -> {
                    throw notKnown("asOf: " + asOf.validAt() + " (expected: " + first
                            + " or later, since when a price of " + model + " is known)");
                });
    }

    private static ProblemException notKnown(String met) {
        return ProblemException.notFound("not-known-then", "Nothing was known of it then", met);
    }
}
