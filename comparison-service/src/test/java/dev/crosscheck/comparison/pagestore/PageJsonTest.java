package dev.crosscheck.comparison.pagestore;

import static dev.crosscheck.comparison.sample.Samples.model;
import static dev.crosscheck.comparison.sample.Samples.prices;
import static dev.crosscheck.comparison.sample.Samples.provenance;
import static org.assertj.core.api.Assertions.assertThat;

import dev.crosscheck.comparison.page.Block;
import dev.crosscheck.comparison.page.Cell;
import dev.crosscheck.comparison.page.Claim;
import dev.crosscheck.comparison.page.Evidence;
import dev.crosscheck.comparison.page.Outcome;
import dev.crosscheck.comparison.page.Page;
import dev.crosscheck.comparison.page.Profile;
import dev.crosscheck.comparison.page.Row;
import dev.crosscheck.comparison.page.Section;
import dev.crosscheck.comparison.sample.SimplePages;
import dev.crosscheck.event.EventJson;
import dev.crosscheck.event.Source;
import dev.crosscheck.event.pricing.UsdPerMtok;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class PageJsonTest {

    private static final Claim FACT = new Claim("Both serve \"128K\" & <more>.", List.of("a/context", "b/context"));

    @Test
    void pageThatWasWrittenAndReadIsEqualToItself() {
        Page page = everyKindOfBlock();

        Page read = PageParser.page(PageJson.write(page));

        assertThat(read).isEqualTo(page);
        assertThat(PageJson.write(read)).isEqualTo(PageJson.write(page));
    }

    @Test
    void outcomeOfAnOlderPageIsReadFromItsJson() {
        Outcome outcome = everyKindOfBlock().outcome();

        assertThat(PackedOutcome.read(PageJson.write(outcome), new PageKey("a", "b")))
                .isEqualTo(outcome);
    }

    @Test
    void orderOfMapsDoesNotShow() {
        Page page = everyKindOfBlock();
        Map<String, Evidence> backwards = new LinkedHashMap<>();
        page.evidence().keySet().stream()
                .sorted(Comparator.reverseOrder())
                .forEach(id -> backwards.put(id, page.evidence().get(id)));

        assertThat(PageJson.write(withEvidence(page, backwards))).isEqualTo(PageJson.write(page));
    }

    @Test
    void everyClaimStandsOnceWithItsTextSectionAndEvidence() {
        JsonNode json = EventJson.readTree(PageJson.write(everyKindOfBlock()));

        JsonNode claims = json.required("claims");
        JsonNode verdict = claims.get(json.required("verdict").asInt());
        assertThat(verdict.required("text").asString()).isEqualTo(FACT.text());
        assertThat(verdict.required("section").asString()).isEqualTo("header");
        assertThat(verdict.required("evidence").size()).isEqualTo(2);
        claims.forEach(claim -> claim.required("evidence")
                .forEach(id ->
                        assertThat(json.required("evidence").has(id.asString())).isTrue()));
        assertThat(json.required("evidence")
                        .required("a/context")
                        .required("eventId")
                        .asString())
                .isEqualTo("event-1");
    }

    @Test
    void simplePageReadsAsItWasWritten() {
        Page page =
                SimplePages.page(new Profile(model("a", 1), prices("a", 1, "1.5")), new Profile(model("b", 1), null));

        assertThat(PageParser.page(PageJson.write(page))).isEqualTo(page);
    }

    private static Page withEvidence(Page page, Map<String, Evidence> evidence) {
        return new Page(
                page.models(),
                page.title(),
                page.verdict(),
                page.summary(),
                page.reviewedOn(),
                page.oldestFact(),
                page.outcome(),
                page.sections(),
                evidence);
    }

    static Page everyKindOfBlock() {
        Claim cell = new Claim("128K", List.of("a/context"));
        Claim missing = new Claim("not known", List.of("b/context"));
        Map<String, Evidence> evidence = new LinkedHashMap<>();
        evidence.put("a/context", new Evidence("a/context", "a", "contextTokens", "128000", provenance("event-1")));
        evidence.put("b/context", new Evidence("b/context", "b", "contextTokens", null, null));
        return new Page(
                List.of(new Page.PageModel("a", "A"), new Page.PageModel("b", "B")),
                "A vs B",
                FACT,
                List.of(cell, missing),
                LocalDate.of(2026, 3, 2),
                missing,
                new Outcome(
                        Outcome.Verdict.TRADE_OFF,
                        null,
                        "a",
                        Map.of("a", UsdPerMtok.of("0.027"), "b", UsdPerMtok.of("1")),
                        Map.of("a", new BigDecimal("71.60")),
                        Map.of("mmlu", "b"),
                        List.of("context")),
                List.of(
                        new Section(
                                "specs",
                                "Specs",
                                List.of(
                                        new Block.Paragraph(List.of(FACT)),
                                        new Block.Points(null, List.of(cell)),
                                        new Block.Points("Choose A when", List.of(FACT)),
                                        new Block.Table(
                                                "Specs",
                                                List.of("A", "B"),
                                                List.of(
                                                        new Row(
                                                                "Context",
                                                                List.of(
                                                                        new Cell(cell, Cell.Mark.BEST),
                                                                        new Cell(missing, Cell.Mark.MISSING)),
                                                                FACT),
                                                        new Row(
                                                                "Again",
                                                                List.of(
                                                                        new Cell(cell, Cell.Mark.PLAIN),
                                                                        new Cell(cell, Cell.Mark.NOT_COMPARABLE)),
                                                                null))))),
                        new Section(
                                "faq",
                                "Questions",
                                List.of(
                                        new Block.Questions(
                                                List.of(new Block.Question("Which is cheaper?", List.of(cell)))),
                                        new Block.Opinion(
                                                "**Good**",
                                                "An editor",
                                                List.of(new Source("s", "S", null)),
                                                provenance("event-2"))))),
                evidence);
    }
}
