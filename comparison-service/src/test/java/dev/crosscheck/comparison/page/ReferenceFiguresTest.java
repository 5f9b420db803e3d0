package dev.crosscheck.comparison.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crosscheck.comparison.page.audit.TruthRules;
import dev.crosscheck.event.pricing.PriceUnit;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The figures of the published pages, from their own facts; and none of what they get wrong. */
class ReferenceFiguresTest {

    private static final Page SMALL_LLAMAS =
            page(ReferenceProfiles.llama321bInstruct(), ReferenceProfiles.llama318bInstruct());
    private static final Page LLAMA_AND_MIXTRAL = page(ReferenceProfiles.llama321b(), ReferenceProfiles.mixtral8x22b());
    private static final Page SMALLEST_AND_LARGEST =
            page(ReferenceProfiles.llama321b(), ReferenceProfiles.llama31405bInstruct());

    @Test
    void monthlyCostsOfTheSmallLlamas() {
        assertThat(PageText.of(SMALL_LLAMAS))
                .contains("800M × $0.027 + 250M × $0.20 per 1M = $71.60.")
                .contains("800M × $0.02 + 250M × $0.05 per 1M = $28.50.")
                .contains("Llama 3.1 8B Instruct has the lower estimate, by $43.10 a month");
    }

    @Test
    void monthlyCostsOfSmallestAndLargest() {
        assertThat(PageText.of(SMALLEST_AND_LARGEST))
                .contains("= $105.")
                .contains("= $2,520.")
                .contains(
                        "Llama 3.2 1B has the lower estimate, by $2,415 a month (95.8% cheaper; the higher is about 24"
                                + " times the lower).");
    }

    @Test
    void blends() {
        assertThat(PageText.of(LLAMA_AND_MIXTRAL)).contains("is lower by $0.38 (79.2% cheaper)");
        assertThat(PageText.of(SMALL_LLAMAS))
                .contains("0.7 × $0.027 + 0.3 × $0.20 = $0.0789 ")
                .contains("0.7 × $0.02 + 0.3 × $0.05 = $0.029 ")
                .contains("is lower by $0.0499 ");
        assertThat(PageText.of(SMALLEST_AND_LARGEST)).contains("is lower by $2.30 (95.8% cheaper;");
    }

    @Test
    void gapsOfScores() {
        assertThat(PageText.of(LLAMA_AND_MIXTRAL))
                .contains("leads by 58.1 points")
                .contains("leads by 30.3 points");
        assertThat(PageText.of(SMALL_LLAMAS)).contains("leads by 24.3 points").contains("leads by 15.0 points");
        assertThat(PageText.of(SMALLEST_AND_LARGEST)).contains("leads by 34.4 points");
    }

    @Test
    void cheaperByLessThanEverything() {
        assertThat(PageText.of(LLAMA_AND_MIXTRAL))
                .contains("Input costs $0.10 against $0.30 per 1M tokens, 66.7% cheaper.")
                .contains(
                        "Output costs $0.10 against $0.90 per 1M tokens, 88.9% cheaper; the higher is about 9 times the"
                                + " lower.")
                .doesNotContain("200%");
    }

    @Test
    void pricesPerThousandTokensAreKeptPerMillion() {
        assertThat(PriceUnit.USD_PER_THOUSAND_TOKENS
                        .toUsdPerMtok(new BigDecimal("0.0005"))
                        .toString())
                .isEqualTo("0.5");
        assertThat(PriceUnit.USD_PER_THOUSAND_TOKENS
                        .toUsdPerMtok(new BigDecimal("0.0015"))
                        .toString())
                .isEqualTo("1.5");
        assertThat(Usd.exact(new BigDecimal("0.5"))).isEqualTo("$0.50");
    }

    @Test
    void theCheaperAndBetterOneDominates() {
        assertThat(SMALL_LLAMAS.outcome().verdict()).isEqualTo(Outcome.Verdict.DOMINATES);
        assertThat(SMALL_LLAMAS.outcome().winner()).isEqualTo("llama-3.1-8b-instruct");
        assertThat(SMALL_LLAMAS.verdict().text()).startsWith("Llama 3.1 8B Instruct dominates Llama 3.2 1B Instruct: ");
    }

    @Test
    void closedRoutesAreListedApartAndResellersMarked() {
        assertThat(PageText.of(SMALL_LLAMAS))
                .contains("Llama 3.1 8B Instruct is live on OpenRouter (reseller), Fireworks AI, GroqCloud, NVIDIA NIM,"
                        + " and Together AI.")
                .contains("Deprecated or retired routes to Llama 3.1 8B Instruct")
                .contains("4 providers and one reseller");
    }

    @Test
    void aRouteThatServesLessThanTheModelIsSaidToDoSo() {
        assertThat(PageText.of(SMALL_LLAMAS))
                .contains(
                        "OpenRouter (reseller), the cheapest route, serves 60,000 of the 128,000 tokens that Llama 3.2 1B"
                                + " Instruct can hold.");
    }

    @Test
    void baseBesideInstructIsSaidToBeMixed() {
        assertThat(PageText.of(SMALLEST_AND_LARGEST)).contains("The two differ in kind: ");
    }

    @Test
    void theArticleBecomesAPageOfThree() {
        List<Profile> three = ReferenceProfiles.article();
        Page page = PageAssembler.assemble(three, ComparisonPolicy.DEFAULT);

        assertThat(PageText.of(page))
                .contains("Developer | Mistral AI | Meta | Meta")
                .contains("MMLU | 71.3% | 70.1% | 82.8% *")
                .contains("$0.50 per 1M tokens | no tracked price | no tracked price")
                .contains("800M × $0.50 + 250M × $1.50 per 1M = $775.");
        assertThat(TruthRules.check(page, three)).isEmpty();
    }

    @Test
    void everyPairOfReferenceModelsTellsTheTruth() {
        List<Profile> all = ReferenceProfiles.all();
        for (int i = 0; i < all.size(); i++) {
            for (int j = i + 1; j < all.size(); j++) {
                assertThat(TruthRules.check(page(all.get(i), all.get(j)), all.get(i), all.get(j)))
                        .as(all.get(i).model() + " vs " + all.get(j).model())
                        .isEmpty();
            }
        }
    }

    private static Page page(Profile a, Profile b) {
        return PageAssembler.assemble(a, b, ComparisonPolicy.DEFAULT);
    }
}
