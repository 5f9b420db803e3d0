package dev.crosscheck.pricing.quarantine;

import dev.crosscheck.event.pricing.QuoteReviewed.Decision;
import dev.crosscheck.pricing.quote.Quote;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is shown of one series of quotes: each is judged against the last good one before it. Pure: it
 * depends on what was said and decided, and not on the order in which we heard it.
 */
final class SeriesFold {

    /**
     * What a series comes to.
     *
     * @param good     the good quotes, in the order observed
     * @param verdicts on the quotes that look wrong, likewise
     */
    record Folded(List<Quote> good, List<Verdict> verdicts) {

        /** The last good quote; null if the series has none. */
        @Nullable
        Quote shown() {
            return good.isEmpty() ? null : good.getLast();
        }

        /** Why the last word of the series is not shown; empty if it is, or if a person rejected it. */
        Optional<Verdict> held() {
            return verdicts.stream()
                    .filter(verdict -> verdict.state() == State.HELD)
                    .findFirst();
        }
    }

    /**
     * @param said    the quotes of the series that began something new, in the order observed
     * @param decided what people decided last, by the fingerprint of what was quoted
     * @param beside  what others say; null to leave it aside
     */
    static Folded fold(
            List<Quote> said, Map<String, Decision> decided, @Nullable Beside beside, Plausibility plausibility) {
        List<Verdict> verdicts = new ArrayList<>();
        List<Quote> good = new ArrayList<>();
        LastPrices goodPrices = LastPrices.NONE;
        for (int i = 0; i < said.size(); i++) {
            Quote quote = said.get(i);
            Decision decision = decided.get(quote.content().fingerprint());
            // Nothing of what is shown already can be held back, such as a mass change that is undone in mass.
            boolean isShown =
                    !good.isEmpty() && quote.content().equals(good.getLast().content());
            Optional<Doubt> doubt = isShown ? Optional.empty() : plausibility.doubt(quote, goodPrices, beside);
            if (doubt.isEmpty() && decision == Decision.REJECT) {
                doubt = Optional.of(new Doubt(Rule.REVIEW, "rejected by a person (expected: nothing a rule knows of)"));
            }
            if (doubt.isPresent()) {
                boolean isLast = i == said.size() - 1;
                verdicts.add(new Verdict(
                        quote, doubt.get(), state(decision, isLast), good.isEmpty() ? null : good.getLast()));
            }
            if (doubt.isEmpty() || decision == Decision.RELEASE) {
                good.add(quote);
                goodPrices = goodPrices.and(quote.content());
            }
        }
        return new Folded(good, verdicts);
    }

    private static State state(@Nullable Decision decision, boolean isLast) {
        if (decision == null) {
            return isLast ? State.HELD : State.SUPERSEDED;
        }
        return decision == Decision.RELEASE ? State.RELEASED : State.REJECTED;
    }

    private SeriesFold() {}
}
