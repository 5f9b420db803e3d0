package dev.crosscheck.comparison.intake;

import dev.crosscheck.comparison.page.Profile;
import dev.crosscheck.event.catalog.ModelState;
import dev.crosscheck.event.pricing.PriceSheet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What of a profile a page can show: all but revisions, aliases and the history of prices. */
record VisiblePart(ModelState catalog, @Nullable PriceSheet prices) {

    static VisiblePart of(Profile profile) {
        ModelState state = profile.catalog();
        PriceSheet sheet = profile.prices();
        return new VisiblePart(
                new ModelState(
                        state.model(), 1, state.facts(), state.scores(), state.statements(), state.takes(), List.of()),
                sheet == null
                        ? null
                        : new PriceSheet(
                                sheet.model(),
                                1,
                                sheet.offers().stream()
                                        .map(VisiblePart::withoutHistory)
                                        .toList()));
    }

    private static PriceSheet.Offer withoutHistory(PriceSheet.Offer offer) {
        return new PriceSheet.Offer(
                offer.provider(),
                offer.route(),
                offer.terms(),
                offer.rates(),
                offer.facts(),
                offer.status(),
                offer.provenance(),
                offer.rule(),
                offer.others(),
                offer.underReview(),
                List.of());
    }
}
