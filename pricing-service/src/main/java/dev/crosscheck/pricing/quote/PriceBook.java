package dev.crosscheck.pricing.quote;

import dev.crosscheck.event.pricing.RouteStatus;
import dev.crosscheck.pricing.quote.QuoteDecision.Changed;
import dev.crosscheck.pricing.quote.QuoteDecision.Corrected;
import dev.crosscheck.pricing.quote.QuoteDecision.First;
import dev.crosscheck.pricing.quote.QuoteDecision.Late;
import dev.crosscheck.pricing.quote.QuoteDecision.Retired;
import dev.crosscheck.pricing.quote.QuoteDecision.Unchanged;
import java.time.Instant;
import java.util.Optional;

/** Decides what a quote means. Pure: it reads no clock, no database and no topic. */
final class PriceBook {

    /**
     * @param said what the source has said of the offer until now: all of it, or, for a quote that is
     *             not late, its last word
     */
    static QuoteDecision decide(Quote quote, Timeline said) {
        Optional<Instant> seenUntil = said.seenUntil();
        if (seenUntil.isEmpty()) {
            return new First(quote);
        }
        Instant observedAt = quote.provenance().observedAt();
        Optional<Statement> lastWord = said.lastWordAt(observedAt);
        if (lastWord.isPresent() && quote.statement(false).repeats(lastWord.get())) {
            return new Unchanged(quote);
        }
        if (observedAt.isBefore(seenUntil.get())) {
            return new Late(quote, seenUntil.get());
        }
        if (quote.correction()) {
            return new Corrected(quote);
        }
        return quote.content().status() == RouteStatus.RETIRED ? new Retired(quote) : new Changed(quote);
    }

    private PriceBook() {}
}
