package dev.crosscheck.comparison.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crosscheck.comparison.page.audit.TruthRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A check that finds nothing proves something only if it finds what is wrong. */
class TruthRulesTest {

    private static final Profile A = ReferenceProfiles.llama321b();
    private static final Profile B = ReferenceProfiles.mixtral8x22b();
    private static final Page TRUE_PAGE = PageAssembler.assemble(A, B, ComparisonPolicy.DEFAULT);

    @Test
    void aTruePagePasses() {
        assertThat(TruthRules.check(TRUE_PAGE, B, A)).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "Input is ~200% cheaper. | a percentage outside",
                "Input costs $0.10 against $0.30 per 1M tokens, 70% cheaper. | does not add up",
                "Input costs $0.30 against $0.10 per 1M tokens, 66.7% cheaper. | the higher figure is called cheaper",
                "Output costs $0.10 against $0.90 per 1M tokens, 88.9% cheaper; the higher is about 7 times the lower. |"
                        + " does not add up",
                "800M × $0.03 + 250M × $0.20 per 1M = $71.60. | does not add up",
                "0.7 × $0.10 + 0.3 × $0.10 = $0.20. | does not add up",
                "MMLU: 84.5% against 54.2%, ahead by 30 points. | does not add up",
                "The price falls by $1, from $2 to $3. | the wrong way",
                "It has 1 providers. | a plural of one",
                "It has 12 provider. | a singular of several",
                "It is a 8B model. | a for an",
                "It costs null. | a value that is none",
                "It costs 1E-7. | a number in scientific form",
                "It has () routes. | an empty pair",
                "It is fine.. | two stops",
                "No mix makes A on X cheaper than B on Y: both its prices are lower. | whose price is not said",
                "It charges $3 per 1M tokens for input. | a price without its route",
                "It is not open source, but its weights are open. | openness that no fact denies",
                "It leads on 1 of one benchmark measured alike. | one of one",
                "It lacks multimodal. | a bare adjective",
                "It is fine | no full stop",
            })
    void anUntrueSentenceIsFound(String sentence, String found) {
        assertThat(TruthRules.check(saying(new Claim(sentence, anyEvidence())), A, B))
                .anySatisfy(wrong -> assertThat(wrong).startsWith(found));
    }

    @Test
    void evidenceThatIsNotThereIsFound() {
        assertThat(TruthRules.check(saying(new Claim("It is fine.", List.of("nobody/nothing"))), A, B))
                .anySatisfy(wrong -> assertThat(wrong).startsWith("evidence that is not on the page"));
    }

    @Test
    void aReasonOnBothSidesIsFound() {
        Page page = withTradeOffs(
                List.of(new Claim("Input costs $1 against $2 per 1M tokens, 50% cheaper.", anyEvidence())),
                List.of(new Claim("Input costs $2 against $4 per 1M tokens, 50% cheaper.", anyEvidence())));

        assertThat(TruthRules.check(page, A, B))
                .anySatisfy(wrong -> assertThat(wrong).startsWith("a reason on both sides"));
    }

    @Test
    void aVerdictThatARowContradictsIsFound() {
        Outcome outcome = TRUE_PAGE.outcome();
        Outcome wrongly = new Outcome(
                Outcome.Verdict.DOMINATES,
                "mixtral-8x22b-v0.1",
                outcome.cheaper(),
                outcome.blended(),
                outcome.monthlyCost(),
                outcome.leaders(),
                outcome.missing());

        assertThat(TruthRules.check(with(TRUE_PAGE.sections(), TRUE_PAGE.summary(), wrongly), A, B))
                .anySatisfy(wrong -> assertThat(wrong).contains("But another is best on"));
    }

    @Test
    void aCapabilityThatTheFactsDenyIsFound() {
        List<Section> sections = new ArrayList<>();
        for (Section section : TRUE_PAGE.sections()) {
            sections.add(section.id().equals("capabilities") ? sayingYesToAll(section) : section);
        }

        assertThat(TruthRules.check(with(sections, TRUE_PAGE.summary(), TRUE_PAGE.outcome()), A, B))
                .anySatisfy(wrong -> assertThat(wrong).startsWith("structuredOutputs of llama-3.2-1b is no"));
    }

    @Test
    void aDateThatIsNotTheNewestIsFound() {
        Page page = new Page(
                TRUE_PAGE.models(),
                TRUE_PAGE.title(),
                TRUE_PAGE.verdict(),
                TRUE_PAGE.summary(),
                TRUE_PAGE.reviewedOn().plusDays(1),
                TRUE_PAGE.oldestFact(),
                TRUE_PAGE.outcome(),
                TRUE_PAGE.sections(),
                TRUE_PAGE.evidence());

        assertThat(TruthRules.check(page, A, B))
                .anySatisfy(wrong -> assertThat(wrong).startsWith("reviewed on"));
    }

    private static Section sayingYesToAll(Section section) {
        return new Section(
                section.id(),
                section.heading(),
                section.blocks().stream()
                        .map(block -> block instanceof Block.Table table ? sayingYes(table) : block)
                        .toList());
    }

    private static Block sayingYes(Block.Table table) {
        return new Block.Table(
                table.caption(),
                table.columns(),
                table.rows().stream()
                        .map(row -> new Row(
                                row.label(),
                                row.cells().stream()
                                        .map(cell -> new Cell(
                                                new Claim("yes", cell.claim().evidence()), Cell.Mark.PLAIN))
                                        .toList(),
                                row.note()))
                        .toList());
    }

    private static Page withTradeOffs(List<Claim> first, List<Claim> second) {
        List<Section> sections = new ArrayList<>();
        for (Section section : TRUE_PAGE.sections()) {
            sections.add(
                    section.id().equals("trade-offs")
                            ? new Section(
                                    "trade-offs",
                                    "Trade-offs",
                                    List.of(
                                            new Block.Points("Choose A for", first),
                                            new Block.Points("Choose B for", second)))
                            : section);
        }
        return with(sections, TRUE_PAGE.summary(), TRUE_PAGE.outcome());
    }

    private static Page saying(Claim claim) {
        List<Claim> summary = new ArrayList<>(TRUE_PAGE.summary());
        summary.add(claim);
        return with(TRUE_PAGE.sections(), summary, TRUE_PAGE.outcome());
    }

    private static Page with(List<Section> sections, List<Claim> summary, Outcome outcome) {
        Map<String, Evidence> evidence = new TreeMap<>(TRUE_PAGE.evidence());
        return new Page(
                TRUE_PAGE.models(),
                TRUE_PAGE.title(),
                TRUE_PAGE.verdict(),
                summary,
                TRUE_PAGE.reviewedOn(),
                TRUE_PAGE.oldestFact(),
                outcome,
                sections,
                evidence);
    }

    private static List<String> anyEvidence() {
        return List.of(TRUE_PAGE.evidence().keySet().iterator().next());
    }
}
