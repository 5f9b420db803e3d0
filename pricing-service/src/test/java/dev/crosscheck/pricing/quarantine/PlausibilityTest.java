package dev.crosscheck.pricing.quarantine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crosscheck.event.Provenance;
import dev.crosscheck.event.Source;
import dev.crosscheck.event.pricing.Component;
import dev.crosscheck.event.pricing.Rate;
import dev.crosscheck.event.pricing.RouteFacts;
import dev.crosscheck.event.pricing.RouteStatus;
import dev.crosscheck.event.pricing.ServiceTier;
import dev.crosscheck.event.pricing.Terms;
import dev.crosscheck.event.pricing.UsdPerMtok;
import dev.crosscheck.event.pricing.UtcWindow;
import dev.crosscheck.pricing.quote.OfferKey;
import dev.crosscheck.pricing.quote.Quote;
import dev.crosscheck.pricing.quote.QuoteContent;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each rule with figures that can be checked by hand. */
class PlausibilityTest {

    static final Thresholds THRESHOLDS = new Thresholds(
            BigDecimal.TEN,
            new BigDecimal(100),
            new BigDecimal("1.25"),
            new BigDecimal("0.0001"),
            new BigDecimal(2_000),
            new BigDecimal(30),
            BigDecimal.TEN,
            new BigDecimal(100),
            new BigDecimal(20));

    private static final Instant MONDAY = Instant.parse("2026-03-02T09:00:00Z");

    private final Plausibility plausibility = new Plausibility(THRESHOLDS);

    @ParameterizedTest(name = "${0} after ${1}: {2}")
    @CsvSource({
        "6.67,       6.67, plausible",
        "60,         6.67, plausible",
        "67,         6.67, move",
        "0.66,       6.67, move",
        "0.67,       6.67, plausible",
        "0.00667,    6.67, unit-jump",
        "6670000,    6.67, unit-jump",
        "5400,       6.67, unit-jump",
        "5000,       6.67, range",
        "0.00000075, 0.75, unit-jump",
        "0,          6.67, to-zero",
        "6.67,       0,    plausible",
        "560000,     0,    range",
        "0,          0,    plausible",
        "2000,       ,     plausible",
        "2000.01,    ,     range",
        "0.0001,     ,     plausible",
        "0.00009,    ,     range",
        "0,          ,     plausible",
    })
    void eachMoveIsJudgedByTheLastGoodPrice(String now, @Nullable String before, String rule) {
        assertThat(rule(quote("acme", now, null), before == null ? null : content(before)))
                .isEqualTo(rule);
    }

    @ParameterizedTest(name = "cached input at ${0} after $0.2: {1}")
    @CsvSource({"0.0036, plausible", "0.0019, move", "0.0002, unit-jump"})
    void otherPricesMayMoveFurther(String now, String rule) {
        assertThat(rule(cached(now), cached("0.2").content())).isEqualTo(rule);
    }

    @Test
    void priceThatWasLeftOutOrZeroForAWhileIsRemembered() {
        LastPrices known = LastPrices.of(content("3"))
                .and(new QuoteContent(
                        Terms.PRICED,
                        List.of(Rate.standard(Component.CACHE_READ, "1")),
                        RouteFacts.NONE,
                        RouteStatus.LIVE))
                .and(new QuoteContent(Terms.FREE, List.of(), RouteFacts.NONE, RouteStatus.LIVE));

        assertThat(plausibility.doubt(quote("acme", "1900", null), known, null))
                .map(Doubt::rule)
                .contains(Rule.MOVE);
        assertThat(plausibility.doubt(quote("acme", "0", null), known, null))
                .map(Doubt::rule)
                .contains(Rule.TO_ZERO);
        assertThat(plausibility.doubt(quote("acme", "1900", null), known.and(content("0")), null))
                .map(Doubt::rule)
                .contains(Rule.MOVE);
    }

    @Test
    void freeInSoManyWordsAfterAPriceIsHeldToo() {
        QuoteContent free = new QuoteContent(Terms.FREE, List.of(), RouteFacts.NONE, RouteStatus.LIVE);

        assertThat(rule(quote("acme", free, null), content("3"))).isEqualTo("to-zero");
    }

    @Test
    void unknownAfterAPriceIsNoPriceAndHeldByNoRule() {
        QuoteContent unknown = new QuoteContent(Terms.UNKNOWN, List.of(), RouteFacts.NONE, RouteStatus.RETIRED);

        assertThat(rule(quote("acme", unknown, null), content("3"))).isEqualTo("plausible");
    }

    @ParameterizedTest(name = "${0} beside $0.2 and $0.4: {1}")
    @CsvSource({"12, plausible", "12.1, out-of-line", "0.0067, plausible", "0.0066, out-of-line", "0, plausible"})
    void firstWordIsJudgedByTheMedianOfTheOthers(String price, String rule) {
        Peers peers = Peers.of(List.of(quote("bolt", "0.2", null), quote("coil", "0.4", null)));

        assertThat(plausibility
                        .doubt(quote("acme", price, null), LastPrices.NONE, new Beside(peers, List.of(), List.of()))
                        .map(doubt -> doubt.rule().id())
                        .orElse("plausible"))
                .isEqualTo(rule);
    }

    @ParameterizedTest(name = "${0} where other sources say $3: {1}")
    @CsvSource({"3000, other-sources", "30.1, other-sources", "30, plausible", "0.3, plausible", "0.003, other-sources"
    })
    void sameOfferIsJudgedByWhatOtherSourcesSayOfIt(String price, String rule) {
        assertThat(plausibility
                        .contradicts(content(price), List.of(content("3")))
                        .map(doubt -> doubt.rule().id())
                        .orElse("plausible"))
                .isEqualTo(rule);
    }

    @ParameterizedTest(name = "{0}, {1} tokens and more, window {2}: ${3} beside $3: {4}")
    @CsvSource({
        "batch,    ,  false, 0.15,   plausible",
        "batch,    ,  false, 0.1499, condition",
        "batch,    ,  false, 0.0001, condition",
        "standard, ,  true,  0.003,  condition",
        "standard, 1, false, 1999,   condition",
        "standard, 1, false, 60,     plausible",
        "standard, ,  true,  0,      plausible",
    })
    void conditionalPriceIsJudgedByTheOrdinaryOne(
            String tier, @Nullable Long tokens, boolean atSomeHours, String price, String rule) {
        Rate ordinary = Rate.standard(Component.INPUT, "3");
        Rate conditional = new Rate(
                Component.INPUT,
                UsdPerMtok.of(price),
                ServiceTier.valueOf(tier.toUpperCase(Locale.ROOT)),
                tokens,
                atSomeHours ? new UtcWindow(LocalTime.of(16, 30), LocalTime.of(0, 30)) : null);
        QuoteContent content =
                new QuoteContent(Terms.PRICED, List.of(ordinary, conditional), RouteFacts.NONE, RouteStatus.LIVE);

        assertThat(rule(quote("acme", content, null), null)).isEqualTo(rule);
    }

    @Test
    void conditionalPriceIsHeldInWords() {
        QuoteContent content = new QuoteContent(
                Terms.PRICED,
                List.of(
                        Rate.standard(Component.INPUT, "3"),
                        new Rate(Component.INPUT, UsdPerMtok.of("0.0001"), ServiceTier.BATCH, null, null)),
                RouteFacts.NONE,
                RouteStatus.LIVE);

        assertThat(plausibility.condition(content))
                .map(Doubt::reason)
                .contains("input (batch): $0.0001 per 1M (expected: between $0.15 and $60, within 20 times of $3 of an"
                        + " ordinary request)");
    }

    @Test
    void contradictionNamesWhatTheOthersSay() {
        assertThat(plausibility.contradicts(content("3000"), List.of(content("3"))))
                .map(Doubt::reason)
                .contains("input: $3000 per 1M (expected: between $0.3 and $30, within 10 times of $3 that another"
                        + " source says of the same offer; 1000 times is a mistaken unit)");
        assertThat(plausibility.contradicts(content("90"), List.of(content("3"), content("4"))))
                .map(Doubt::reason)
                .contains("input: $90 per 1M (expected: between $0.4 and $40, within 10 times of $4 that 2 other"
                        + " sources say of the same offer)");
    }

    @Test
    void providerCountsOnceHoweverManyRoutesItHas() {
        Peers peers = Peers.of(List.of(
                quote("bolt", "0.2", null),
                quote("bolt", "0.2", null),
                quote("bolt", "0.2", null),
                quote("acme", "9", null)));

        assertThat(peers.medianWithout("acme", Component.INPUT)).isEmpty();
        assertThat(peers.medianWithout("coil", Component.INPUT))
                .contains(new Median(new BigDecimal("0.2"), new BigDecimal("9")));
    }

    @Test
    void routeThatIsGoneIsNoPeer() {
        QuoteContent gone = new QuoteContent(
                Terms.PRICED, List.of(Rate.standard(Component.INPUT, "0.2")), RouteFacts.NONE, RouteStatus.RETIRED);
        Peers peers = Peers.of(List.of(quote("bolt", gone, null), quote("coil", "0.2", null)));

        assertThat(peers.medianWithout("acme", Component.INPUT)).isEmpty();
    }

    @Test
    void reasonNamesWhatWasMetAndWhatWasExpected() {
        assertThat(plausibility.doubt(quote("acme", "0.00000075", null), LastPrices.of(content("0.75")), null))
                .map(Doubt::reason)
                .contains("input: $0.00000075 per 1M (expected: between $0.075 and $7.5, within 10 times of $0.75"
                        + " quoted before; 1000000 times is a mistaken unit)");
    }

    @Test
    void publisherIsHeard() {
        assertThat(rule(quote("acme", "3", "one of very many"), content("3"))).isEqualTo("hold");
    }

    @Test
    void thresholdsThatHoldNothingOrEverythingAreRefused() {
        assertThatThrownBy(() -> thresholds(BigDecimal.ONE, BigDecimal.ONE, BigDecimal.TEN))
                .hasMessage("trusted-move: 1 (expected: a factor above 1)");
        assertThatThrownBy(() -> thresholds(BigDecimal.TEN, BigDecimal.TEN, BigDecimal.ONE))
                .hasMessage("lowest-price: 10 (expected: zero or more, and below highest-price, 1)");
    }

    private static Thresholds thresholds(BigDecimal trustedMove, BigDecimal lowest, BigDecimal highest) {
        return new Thresholds(
                trustedMove,
                BigDecimal.TEN,
                BigDecimal.TWO,
                lowest,
                highest,
                BigDecimal.TEN,
                BigDecimal.TEN,
                BigDecimal.TEN,
                BigDecimal.TEN);
    }

    private String rule(Quote quote, @Nullable QuoteContent before) {
        return plausibility
                .doubt(quote, before == null ? LastPrices.NONE : LastPrices.of(before), null)
                .map(doubt -> doubt.rule().id())
                .orElse("plausible");
    }

    private static QuoteContent content(String input) {
        return new QuoteContent(
                Terms.PRICED, List.of(Rate.standard(Component.INPUT, input)), RouteFacts.NONE, RouteStatus.LIVE);
    }

    private static Quote cached(String price) {
        return quote(
                "acme",
                new QuoteContent(
                        Terms.PRICED,
                        List.of(Rate.standard(Component.INPUT, "2"), Rate.standard(Component.CACHE_READ, price)),
                        RouteFacts.NONE,
                        RouteStatus.LIVE),
                null);
    }

    private static Quote quote(String provider, String input, @Nullable String hold) {
        return quote(provider, content(input), hold);
    }

    private static Quote quote(String provider, QuoteContent content, @Nullable String hold) {
        Source source = new Source("list", "A list", null);
        return new Quote(
                new OfferKey("large-2", provider, ""),
                content,
                new Provenance(source, MONDAY, MONDAY, "e-1"),
                false,
                MONDAY,
                hold);
    }
}
