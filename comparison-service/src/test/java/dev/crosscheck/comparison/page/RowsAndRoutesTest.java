package dev.crosscheck.comparison.page;

import static dev.crosscheck.comparison.page.ProfileBuilder.model;
import static dev.crosscheck.event.catalog.ModelField.CONTEXT_TOKENS;
import static dev.crosscheck.event.catalog.ModelField.FUNCTION_CALLING;
import static dev.crosscheck.event.catalog.ModelField.LICENCE;
import static dev.crosscheck.event.catalog.ModelField.MAKER;
import static dev.crosscheck.event.catalog.ModelField.MAX_OUTPUT_TOKENS;
import static dev.crosscheck.event.catalog.ModelField.MULTIMODAL;
import static dev.crosscheck.event.catalog.ModelField.NAME;
import static dev.crosscheck.event.catalog.ModelField.OPENNESS;
import static dev.crosscheck.event.catalog.ModelField.VISION;
import static org.assertj.core.api.Assertions.assertThat;

import dev.crosscheck.comparison.page.audit.TruthRules;
import dev.crosscheck.event.catalog.ModelField;
import dev.crosscheck.event.pricing.Component;
import dev.crosscheck.event.pricing.ProviderKind;
import dev.crosscheck.event.pricing.Rate;
import dev.crosscheck.event.pricing.RouteFacts;
import dev.crosscheck.event.pricing.RouteStatus;
import dev.crosscheck.event.pricing.Terms;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What counts for a verdict: rows that do not repeat each other, on routes that serve what is claimed. */
class RowsAndRoutesTest {

    @Test
    void theRouteThatIsPricedIsTheOneThatIsCompared() {
        Profile narrow = known("a")
                .offer(
                        "h",
                        "H",
                        ProviderKind.HOST,
                        Terms.PRICED,
                        RouteStatus.LIVE,
                        ProfileBuilder.serving(16_000),
                        rates("1", "2"))
                .build();
        Profile whole = known("b").priced("i", "I", ProviderKind.HOST, "2", "4").build();

        Page page = page(narrow, whole);

        assertThat(page.outcome().verdict()).isEqualTo(Outcome.Verdict.TRADE_OFF);
        assertThat(page.verdict().text())
                .isEqualTo(
                        "A trade-off: A is better on the monthly cost and MMLU; B on the context on the cheapest route.");
        assertThat(PageText.of(page))
                .contains("On the cheapest routes the context window holds 128,000 (128K) tokens against 16,000 (16K)"
                        + " tokens on H.")
                .contains("H, the cheapest route, serves 16,000 of the 128,000 tokens that A can hold.");
    }

    @Test
    void aCapabilityThatTheCheapestRouteLacksIsNoTie() {
        Profile lacking = known("a")
                .fact(VISION, "true")
                .offer(
                        "h",
                        "H",
                        ProviderKind.HOST,
                        Terms.PRICED,
                        RouteStatus.LIVE,
                        able(VISION, false),
                        rates("1", "2"))
                .build();
        Profile able = known("b")
                .fact(VISION, "true")
                .priced("i", "I", ProviderKind.HOST, "2", "4")
                .build();

        Page page = page(lacking, able);

        assertThat(page.outcome().verdict()).isEqualTo(Outcome.Verdict.TRADE_OFF);
        assertThat(PageText.of(page))
                .contains("On the cheapest routes it can read images; A cannot.")
                .contains("H, the cheapest route to A, lacks vision, which B has.");
    }

    @Test
    void noReasonRestsOnWhatSourcesDisagreeOn() {
        Profile denied = known("a")
                .fact(FUNCTION_CALLING, "false")
                .fact(MAX_OUTPUT_TOKENS, "8192")
                .offer(
                        "h",
                        "H",
                        ProviderKind.HOST,
                        Terms.PRICED,
                        RouteStatus.LIVE,
                        new RouteFacts(null, null, 65_536L, Map.of(FUNCTION_CALLING, true)),
                        rates("1", "2"))
                .build();
        Profile other = known("b")
                .fact(FUNCTION_CALLING, "true")
                .fact(MAX_OUTPUT_TOKENS, "16384")
                .priced("i", "I", ProviderKind.HOST, "2", "4")
                .build();

        String text = PageText.of(page(denied, other));

        assertThat(text)
                .contains("Function calling: no is shown (LLM Reference, 2026-05-16), against yes on H")
                .contains("Longest answer: 8,192 tokens is shown (LLM Reference, 2026-05-16), against 65,536 (65.5K)"
                        + " tokens on H")
                .doesNotContain("It can call functions", "Which can call functions", "The longest answer is");
    }

    @Test
    void whatOneSourceAloneSaysStillDecidesWhereBothFiguresDo() {
        Profile denied = known("a")
                .fact(MAX_OUTPUT_TOKENS, "8192")
                .offer(
                        "h",
                        "H",
                        ProviderKind.HOST,
                        Terms.PRICED,
                        RouteStatus.LIVE,
                        new RouteFacts(null, null, 65_536L, Map.of()),
                        rates("1", "2"))
                .build();
        Profile other = known("b").fact(MAX_OUTPUT_TOKENS, "4096").build();

        assertThat(PageText.of(page(denied, other)))
                .contains("The longest answer is 8,192 tokens against 4,096 tokens.");
    }

    @Test
    void aTradeOffNamesWhatIsMissing() {
        Profile cheap = model("a")
                .fact(NAME, "A")
                .fact(CONTEXT_TOKENS, "1000")
                .priced("h", "H", ProviderKind.HOST, "1", "2")
                .build();
        Profile large = model("b")
                .fact(NAME, "B")
                .fact(CONTEXT_TOKENS, "2000")
                .priced("i", "I", ProviderKind.HOST, "2", "4")
                .build();

        assertThat(page(cheap, large).verdict().text())
                .isEqualTo(
                        "A trade-off: A is better on the monthly cost; B on the context window. Not compared: there is"
                                + " no benchmark measured alike on both.");
    }

    @Test
    void withoutPriceAndBenchmarkThereIsNoVerdict() {
        Profile seeing = model("a")
                .fact(NAME, "A")
                .fact(CONTEXT_TOKENS, "1000")
                .fact(VISION, "true")
                .build();
        Profile large = model("b")
                .fact(NAME, "B")
                .fact(CONTEXT_TOKENS, "2000")
                .fact(VISION, "false")
                .build();

        Page page = page(seeing, large);

        assertThat(page.outcome().verdict()).isEqualTo(Outcome.Verdict.NOT_ENOUGH_EVIDENCE);
        assertThat(page.verdict().text())
                .endsWith("On what is known, A is better on vision; B is better on the context window.");
    }

    @Test
    void aRowThatFollowsFromAnotherCountsOnce() {
        Profile first = known("a")
                .fact(VISION, "true")
                .fact(MULTIMODAL, "true")
                .priced("h", "H", ProviderKind.HOST, "1", "2")
                .build();
        Profile second = known("b")
                .fact(VISION, "false")
                .fact(MULTIMODAL, "false")
                .priced("h", "H", ProviderKind.HOST, "2", "4")
                .build();

        assertThat(PageText.of(page(first, second)))
                .contains(
                        "5 rows are counted: the monthly cost, the context window, the number of providers, vision, and MMLU.")
                .contains("Not counted a second time, since they follow from a row that is: the input price, the output"
                        + " price, and multimodality.");
    }

    @Test
    void aRowThatFollowsFromAnotherCountsWhereItTurnsItAround() {
        Profile first = known("a").priced("h", "H", ProviderKind.HOST, "1", "5").build();
        Profile second =
                known("b").priced("h", "H", ProviderKind.HOST, "2", "4").build();

        assertThat(page(first, second).verdict().text()).contains("B on the output price.");
    }

    @Test
    void whoMayBeAResellerIsNotCountedAsAProvider() {
        Profile many = known("a")
                .priced("h", "H", ProviderKind.HOST, "1", "2")
                .priced("u", "U", ProviderKind.UNKNOWN, "3", "4")
                .priced("v", "V", ProviderKind.UNKNOWN, "3", "4")
                .build();
        Profile one = known("b").priced("h", "H", ProviderKind.HOST, "1", "2").build();

        assertThat(PageText.of(page(many, one)))
                .contains("one provider and 2 of a kind not known")
                .contains("A is live on H, U (kind not known), and V (kind not known).")
                .doesNotContain("serve it against");
    }

    @Test
    void theMakersOwnPriceStandsBesideTheCheapest() {
        Profile made = known("a")
                .fact(MAKER, "M.")
                .priced("n", "N", ProviderKind.MAKER, "4", "20")
                .priced("m", "M (Europe)", ProviderKind.MAKER, "5", "30")
                .priced("r", "R", ProviderKind.AGGREGATOR, "3", "18")
                .build();
        Profile other = known("b").priced("h", "H", ProviderKind.HOST, "1", "2").build();

        assertThat(PageText.of(page(made, other)))
                .contains(
                        "On its maker's own route | $11,500 on M (Europe), $5 input and $30 output per 1M | no tracked price")
                .contains("A is live on M (Europe), R (reseller), and N.");
    }

    @Test
    void openWeightsAreNotSaidToBeClosedSource() {
        Profile open =
                known("a").fact(OPENNESS, "open-weights").fact(LICENCE, "MIT").build();
        Profile source = known("b").fact(OPENNESS, "open-source").build();

        assertThat(PageText.of(page(open, source)))
                .contains("The weights of A are open; whether it is open source is not known. Its licence: MIT.")
                .contains("B is open source. Its licence is not known.");
    }

    @Test
    void factsOfOneDayHaveNoOldest() {
        assertThat(PageText.of(page(known("a").build(), known("b").build())))
                .contains("All facts were read on 2026-05-16 from LLM Reference.");
    }

    @Test
    void aModelWithoutScoresLeadsNoneAndLosesNone() {
        List<Profile> three = List.of(
                known("a").build(),
                known("b").build(),
                model("c").fact(NAME, "C").build());

        Page page = PageAssembler.assemble(three, ComparisonPolicy.DEFAULT);

        assertThat(PageText.of(page)).contains("leads 1 of 1 | leads 0 of 1 | not known");
        assertThat(TruthRules.check(page, three)).isEmpty();
    }

    @Test
    void withoutAnyPriceThereIsOneSentenceAndNoTable() {
        Profile hosted =
                known("a").route("h", "H", ProviderKind.HOST, RouteStatus.LIVE).build();
        Profile nowhere = known("b").build();

        assertThat(PageText.of(page(hosted, nowhere)))
                .contains("No price of A and B is tracked, so no monthly cost is computed.")
                .contains("A is live on H, without a tracked price.")
                .contains("No route to B is tracked.")
                .doesNotContain("no priced route", "[US dollars");
    }

    @Test
    void whatFewRoutesPriceIsToldInTheirNotes() {
        ProfileBuilder many = known("a");
        for (int host = 0; host < 8; host++) {
            many.priced("h" + host, "H" + host, ProviderKind.HOST, "1", "2");
        }
        many.offer(
                "x",
                "X",
                ProviderKind.HOST,
                Terms.PRICED,
                RouteStatus.LIVE,
                RouteFacts.NONE,
                List.of(
                        Rate.standard(Component.INPUT, "3"),
                        Rate.standard(Component.OUTPUT, "4"),
                        Rate.standard(Component.CACHE_WRITE, "5")));

        assertThat(PageText.of(page(many.build(), known("b").build())))
                .contains("[Input, Output, Status]")
                .contains("X | $3 | $4 | live   <- Also priced: cache write $5.");
    }

    @Test
    void scoresOfOneModelAloneStandApart() {
        assertThat(PageText.of(page(
                        known("a").percent("gsm8k", "GSM8K", "65.7").build(),
                        known("b").build())))
                .contains("Known of A alone: GSM8K 65.7%.");
    }

    /** A has the better score. */
    private static ProfileBuilder known(String id) {
        return model(id)
                .fact(NAME, id.toUpperCase(Locale.ROOT))
                .fact(CONTEXT_TOKENS, "128000")
                .percent("mmlu", "MMLU", id.equals("a") ? "80" : "70");
    }

    private static RouteFacts able(ModelField capability, boolean able) {
        return new RouteFacts(null, null, null, Map.of(capability, able));
    }

    private static List<Rate> rates(String input, String output) {
        return List.of(Rate.standard(Component.INPUT, input), Rate.standard(Component.OUTPUT, output));
    }

    /** A page that tells the truth. */
    private static Page page(Profile a, Profile b) {
        Page page = PageAssembler.assemble(a, b, ComparisonPolicy.DEFAULT);
        assertThat(TruthRules.check(page, a, b)).isEmpty();
        return page;
    }
}
