package dev.crosscheck.pricing.quote;

import static dev.crosscheck.pricing.quote.TestQuotes.MONDAY;
import static dev.crosscheck.pricing.quote.TestQuotes.TUESDAY;
import static dev.crosscheck.pricing.quote.TestQuotes.WEDNESDAY;
import static dev.crosscheck.pricing.quote.TestQuotes.correction;
import static dev.crosscheck.pricing.quote.TestQuotes.correctionSince;
import static dev.crosscheck.pricing.quote.TestQuotes.quote;
import static dev.crosscheck.pricing.quote.TestQuotes.retired;
import static org.assertj.core.api.Assertions.assertThat;

import dev.crosscheck.pricing.quote.QuoteDecision.Changed;
import dev.crosscheck.pricing.quote.QuoteDecision.Corrected;
import dev.crosscheck.pricing.quote.QuoteDecision.First;
import dev.crosscheck.pricing.quote.QuoteDecision.Late;
import dev.crosscheck.pricing.quote.QuoteDecision.Retired;
import dev.crosscheck.pricing.quote.QuoteDecision.Unchanged;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriceBookTest {

    /** Held is 3 in and 15 out, since Monday, and seen again on Wednesday. */
    @ParameterizedTest(name = "{0} in, {1} out, on {2}, correction {3}: {4}")
    @CsvSource({
        "3,    15,    2026-03-05T09:00:00Z, false, Unchanged",
        "3.00, 15.0,  2026-03-05T09:00:00Z, false, Unchanged",
        "3,    15,    2026-03-05T09:00:00Z, true,  Unchanged",
        "2,    15,    2026-03-05T09:00:00Z, false, Changed",
        "3,    10,    2026-03-05T09:00:00Z, false, Changed",
        "0,    0,     2026-03-05T09:00:00Z, false, Changed",
        "2,    15,    2026-03-05T09:00:00Z, true,  Corrected",
        "2,    15,    2026-03-04T09:00:00Z, false, Changed",
        "2,    15,    2026-03-04T09:00:00Z, true,  Corrected",
        "2,    15,    2026-03-03T09:00:00Z, false, Late",
        "2,    15,    2026-03-03T09:00:00Z, true,  Late",
        "3,    15,    2026-03-03T09:00:00Z, false, Unchanged",
        "3,    15,    2026-03-01T09:00:00Z, false, Late",
        "2,    15,    2026-03-01T09:00:00Z, false, Late",
    })
    void decides(String input, String output, Instant observedAt, boolean correction, String decision) {
        Quote quote = quote("q", input, output, observedAt, correction);

        QuoteDecision decided = PriceBook.decide(
                quote, said(quote("1", "3", "15", MONDAY, false), quote("2", "3", "15", WEDNESDAY, false)));

        assertThat(decided.getClass().getSimpleName()).isEqualTo(decision);
    }

    @Test
    void firstWordOnAnOfferIsFirst() {
        Quote quote = quote("1", "3", "15", MONDAY, false);

        assertThat(PriceBook.decide(quote, said())).isEqualTo(new First(quote));
    }

    @Test
    void routeThatIsGoneIsRetired() {
        Quote gone = retired("2", TUESDAY);

        assertThat(PriceBook.decide(gone, said(quote("1", "3", "15", MONDAY, false))))
                .isEqualTo(new Retired(gone));
    }

    @Test
    void routeThatIsBackHasChanged() {
        Quote back = quote("2", "3", "15", TUESDAY, false);

        assertThat(PriceBook.decide(back, said(retired("1", MONDAY)))).isEqualTo(new Changed(back));
    }

    @Test
    void correctionOfTheDayAloneIsACorrection() {
        Quote sinceMonday = correctionSince("2", "3", "15", WEDNESDAY, MONDAY);

        assertThat(PriceBook.decide(sinceMonday, said(quote("1", "3", "15", TUESDAY, false))))
                .isEqualTo(new Corrected(sinceMonday));
    }

    @Test
    void correctionSaidTwiceIsUnchanged() {
        Quote again = correctionSince("3", "2", "15", WEDNESDAY, MONDAY);

        assertThat(PriceBook.decide(again, said(correctionSince("2", "2", "15", TUESDAY, MONDAY))))
                .isEqualTo(new Unchanged(again));
    }

    @Test
    void lateQuoteNamesTheNewestItIsOlderThan() {
        Quote late = quote("2", "2", "15", MONDAY, false);

        assertThat(PriceBook.decide(late, said(correction("1", "3", "15", TUESDAY))))
                .isEqualTo(new Late(late, TUESDAY));
    }

    private static Timeline said(Quote... quotes) {
        List<Statement> statements =
                Arrays.stream(quotes).map(quote -> quote.statement(true)).toList();
        return Timeline.of(statements);
    }
}
