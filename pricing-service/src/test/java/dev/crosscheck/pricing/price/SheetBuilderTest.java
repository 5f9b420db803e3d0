package dev.crosscheck.pricing.price;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crosscheck.event.Provenance;
import dev.crosscheck.event.Source;
import dev.crosscheck.event.SourcePolicy;
import dev.crosscheck.event.pricing.PriceSheet.Offer;
import dev.crosscheck.event.pricing.PriceSheet.Quoted;
import dev.crosscheck.event.pricing.Rate;
import dev.crosscheck.event.pricing.RouteFacts;
import dev.crosscheck.event.pricing.RouteStatus;
import dev.crosscheck.event.pricing.Terms;
import dev.crosscheck.pricing.quarantine.Shown;
import dev.crosscheck.pricing.quote.OfferKey;
import dev.crosscheck.pricing.quote.Quote;
import dev.crosscheck.pricing.quote.QuoteContent;
import dev.crosscheck.pricing.quote.TestQuotes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SheetBuilderTest {

    private static final SheetBuilder BUILDER = new SheetBuilder(SourcePolicy.standard());
    private static final Instant MARCH = TestQuotes.MONDAY;
    private static final Instant MAY = MARCH.plus(Duration.ofDays(70));
    private static final QuoteContent UNKNOWN = unpriced(Terms.UNKNOWN, RouteStatus.LIVE);

    @Test
    void providersOwnNewerPriceStandsBeforeACataloguesOlderOne() {
        Offer offer = offer(
                says("models-dev", "openrouter", TestQuotes.priced("0.5", "2"), MARCH),
                says("openrouter", "openrouter", TestQuotes.priced("0.3", "1.2"), MAY));

        assertThat(input(offer)).isEqualTo("0.3");
        assertThat(offer.rule()).isEqualTo("a provider's own list before a curated catalogue");
        assertThat(offer.others()).extracting(Quoted::disagrees).containsExactly(true);
    }

    @Test
    void providerSaysOfAnotherWhatAnyAggregatorSays() {
        Offer offer = offer(
                says("models-dev", "groq", TestQuotes.priced("0.5", "2"), MARCH),
                says("openrouter", "groq", TestQuotes.priced("0.3", "1.2"), MAY));

        assertThat(input(offer)).isEqualTo("0.5");
        assertThat(offer.rule()).isEqualTo("a curated catalogue before an aggregator");
    }

    @Test
    void priceThatIsNotSaidYieldsToOneThatIsAndIsNoConflict() {
        Offer offer = offer(
                says("models-dev", "snowflake-cortex", UNKNOWN, MAY),
                says("litellm", "snowflake-cortex", TestQuotes.priced("0.3", "1.2"), MARCH));

        assertThat(offer.terms()).isEqualTo(Terms.PRICED);
        assertThat(input(offer)).isEqualTo("0.3");
        assertThat(offer.rule()).isNull();
        assertThat(offer.others()).extracting(Quoted::disagrees).containsExactly(false);
    }

    @Test
    void statusIsAConflictWhereThePriceIsNotSaid() {
        Offer offer = offer(
                says("models-dev", "snowflake-cortex", unpriced(Terms.UNKNOWN, RouteStatus.DEPRECATED), MAY),
                says("litellm", "snowflake-cortex", TestQuotes.priced("0.3", "1.2"), MARCH));

        assertThat(input(offer)).isEqualTo("0.3");
        assertThat(offer.rule()).isEqualTo("a source that says something of it before one that says nothing");
        assertThat(offer.others()).extracting(Quoted::disagrees).containsExactly(true);
    }

    @Test
    void freeVariesAndGoneSaySomething() {
        for (QuoteContent said : List.of(
                unpriced(Terms.FREE, RouteStatus.LIVE),
                unpriced(Terms.VARIES, RouteStatus.LIVE),
                unpriced(Terms.UNKNOWN, RouteStatus.RETIRED))) {
            Offer offer = offer(
                    says("models-dev", "acme", said, MAY),
                    says("litellm", "acme", TestQuotes.priced("0.3", "1.2"), MAY));

            assertThat(offer.terms()).isEqualTo(said.terms());
            assertThat(offer.status()).isEqualTo(said.status());
            assertThat(offer.others()).extracting(Quoted::disagrees).containsExactly(true);
        }
    }

    private static Offer offer(Shown one, Shown other) {
        Offer offer = offers(one, other);
        assertThat(offers(other, one)).isEqualTo(offer);
        return offer;
    }

    private static Offer offers(Shown... shown) {
        return BUILDER.offers(List.of(shown), Map.of(), Map.of()).getFirst();
    }

    private static Shown says(String source, String provider, QuoteContent content, Instant at) {
        Quote quote = new Quote(
                new OfferKey("gpt-5-mini", provider, ""),
                content,
                new Provenance(new Source(source, source, null), at, at, "event-" + source),
                false,
                at);
        return new Shown(quote, at, null, Set.of());
    }

    private static QuoteContent unpriced(Terms terms, RouteStatus status) {
        return new QuoteContent(terms, List.of(), RouteFacts.NONE, status);
    }

    private static String input(Offer offer) {
        Rate input = offer.rates().getFirst();
        return input.price().toString();
    }
}
