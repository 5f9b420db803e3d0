package dev.crosscheck.pricing.price;

import dev.crosscheck.event.SourcePolicy;
import dev.crosscheck.event.pricing.PriceSheet.Offer;
import dev.crosscheck.kit.time.AsOf;
import dev.crosscheck.pricing.provider.ProviderFold;
import dev.crosscheck.pricing.provider.ProviderReport;
import dev.crosscheck.pricing.quarantine.Shown;
import dev.crosscheck.pricing.quote.Quote;
import dev.crosscheck.pricing.quote.QuoteFold;
import java.util.List;
import java.util.function.Function;

/**
 * The offers of a model at a moment of the past: what the sheet would say had only those quotes come
 * that were true by then, and known by then. Pure: it reads no clock, no database and no topic.
 */
final class SheetFold {

    private final SourcePolicy policy;

    SheetFold(SourcePolicy policy) {
        this.policy = policy;
    }

    /**
     * @param said    all quotes on one model, in the order observed, then recorded
     * @param reports all reports on its providers, in the order of recording
     * @param quarantine gives what is shown of what sources had said
     * @return by provider id, then route; empty if nothing was true and known then
     */
    List<Offer> offers(
            List<Quote> said, List<ProviderReport> reports, AsOf asOf, Function<QuoteFold, List<Shown>> quarantine) {
        QuoteFold fold = QuoteFold.of(said.stream()
                .filter(quote -> asOf.knows(quote.recordedAt()))
                .filter(quote -> asOf.holds(quote.provenance().validFrom()))
                .toList());
        return new SheetBuilder(policy)
                .offers(quarantine.apply(fold), ProviderFold.of(reports, asOf, policy), fold.past());
    }
}
