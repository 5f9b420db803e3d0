package dev.crosscheck.comparison.web;

import dev.crosscheck.comparison.page.Block;
import dev.crosscheck.comparison.page.Cell;
import dev.crosscheck.comparison.page.Claim;
import dev.crosscheck.comparison.page.Evidence;
import dev.crosscheck.comparison.page.Outcome;
import dev.crosscheck.comparison.page.Page;
import dev.crosscheck.comparison.page.Row;
import dev.crosscheck.comparison.page.Section;
import dev.crosscheck.event.Provenance;
import dev.crosscheck.event.Source;
import dev.crosscheck.event.catalog.Better;
import dev.crosscheck.event.catalog.Setting;
import dev.crosscheck.event.catalog.Unit;
import dev.crosscheck.event.pricing.UsdPerMtok;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Builds pages by hand, with one spelling for all texts that come from outside. */
final class PageFixture {

    static final String A = "llama-3.1-8b-instruct";
    static final String B = "llama-3.2-1b-instruct";

    private static final Instant DAY = Instant.parse("2026-05-16T00:00:00Z");

    private final Map<String, Evidence> evidence = new TreeMap<>();
    private final String hostile;
    private final @Nullable String url;

    private PageFixture(String hostile, @Nullable String url) {
        this.hostile = hostile;
        this.url = url;
    }

    /** The pair of the second reference page, shortened. */
    static Page ordinary() {
        return new PageFixture("", "https://example.org/llama").page("Llama 3.1 8B Instruct", "Llama 3.2 1B Instruct");
    }

    /** The same page with a text put into every field that comes from outside. */
    static Page with(String hostile, @Nullable String url) {
        return new PageFixture(hostile, url).page("8B " + hostile, "1B " + hostile);
    }

    private Page page(String a, String b) {
        Claim context = claim(
                "Both hold 128,000 tokens (128K).",
                fact(A, "contextTokens", "128000"),
                fact(B, "contextTokens", "128000"));
        List<Section> sections = List.of(
                new Section("scorecard", "Decision scorecard", List.of(scorecard(a, b))),
                new Section(
                        "trade-offs",
                        "Trade-offs",
                        List.of(
                                new Block.Points(
                                        "Choose " + a + " when",
                                        List.of(
                                                claim(
                                                        "you need the better answers: it leads MMLU-Pro by 24.3 points.",
                                                        fact(A, "score/mmlu-pro", "44.3"),
                                                        fact(B, "score/mmlu-pro", "20")),
                                                claim(
                                                        "price matters: its cheapest output is 75 % cheaper, $0.05 against $0.20 per 1M tokens.",
                                                        fact(A, "offer/openrouter/output", "0.05"),
                                                        fact(B, "offer/openrouter/output", "0.2")))),
                                new Block.Points(
                                        "Choose " + b + " when",
                                        List.of(claim(
                                                "size matters: 1.23B parameters against 8.03B.",
                                                fact(A, "parameters", "8030000000"),
                                                fact(B, "parameters", "1230000000")))))),
                new Section(
                        "monthly-cost",
                        "Monthly cost",
                        List.of(
                                new Block.Paragraph(List.of(claim(
                                        "At 800M input + 250M output tokens a month, " + a + " costs $43.10 less.",
                                        fact(A, "offer/openrouter/input", "0.02"),
                                        fact(B, "offer/openrouter/input", "0.027")))),
                                new Block.Table(
                                        "US dollars a month, cheapest live route",
                                        List.of("Route", "Input", "Output", "A month"),
                                        List.of(
                                                row(
                                                        a,
                                                        null,
                                                        plain(
                                                                "OpenRouter" + hostile,
                                                                A,
                                                                "offer/openrouter/input",
                                                                "0.02"),
                                                        plain("$0.02", A, "offer/openrouter/input", "0.02"),
                                                        plain("$0.05", A, "offer/openrouter/output", "0.05"),
                                                        best("$28.50", A, "offer/openrouter/output", "0.05")),
                                                row(
                                                        b,
                                                        null,
                                                        plain(
                                                                "OpenRouter" + hostile,
                                                                B,
                                                                "offer/openrouter/input",
                                                                "0.027"),
                                                        plain("$0.027", B, "offer/openrouter/input", "0.027"),
                                                        plain("$0.20", B, "offer/openrouter/output", "0.2"),
                                                        plain("$71.60", B, "offer/openrouter/output", "0.2")))))),
                new Section(
                        "capabilities",
                        "Capabilities",
                        List.of(new Block.Table(
                                "What each model can do",
                                List.of(a, b),
                                List.of(
                                        row(
                                                "Vision",
                                                null,
                                                plain("no", A, "vision", "false"),
                                                plain("no", B, "vision", "false")),
                                        row(
                                                "Structured outputs",
                                                null,
                                                plain("yes", A, "structuredOutputs", "true"),
                                                plain("yes", B, "structuredOutputs", "true")),
                                        row(
                                                "Computer use",
                                                null,
                                                missing("not known", A, "computerUse"),
                                                missing("not known", B, "computerUse")))))),
                new Section(
                        "benchmarks",
                        "Benchmarks",
                        List.of(new Block.Table(
                                "Scores in percent, higher is better",
                                List.of(a, b),
                                List.of(
                                        row(
                                                "MMLU-Pro, 5-shot" + hostile,
                                                null,
                                                best("44.3", A, "score/mmlu-pro", "44.3"),
                                                plain("20", B, "score/mmlu-pro", "20")),
                                        row(
                                                "BFCL",
                                                null,
                                                best("25.8", A, "score/bfcl", "25.8"),
                                                plain("10.8", B, "score/bfcl", "10.8")),
                                        row(
                                                "MATH",
                                                null,
                                                new Cell(
                                                        claim("51.9", fact(A, "score/math", "51.9")),
                                                        Cell.Mark.NOT_COMPARABLE),
                                                new Cell(
                                                        claim("30.6", fact(B, "score/math", "30.6")),
                                                        Cell.Mark.NOT_COMPARABLE)))))),
                new Section(
                        "switch-friction",
                        "Switching",
                        List.of(
                                new Block.Points(
                                        "From " + a + " to " + b,
                                        List.of(claim(
                                                "Three providers serve both: Fireworks AI, NVIDIA NIM and OpenRouter.",
                                                fact(A, "offer/fireworks-ai/terms", "priced" + hostile)))),
                                new Block.Points("From " + b + " to " + a, List.of(context)))),
                new Section(
                        "take",
                        "Editor's take",
                        List.of(new Block.Opinion(
                                "## Two sizes\n\nPick the **smaller** one for [slot filling](https://example.org/slots). "
                                        + hostile
                                        + "\n\n- [link](javascript:alert(1)) ![image](https://evil.example/x.png)\n",
                                "Ada" + hostile,
                                List.of(source()),
                                provenance()))),
                new Section(
                        "faq",
                        "Questions",
                        List.of(new Block.Questions(List.of(
                                new Block.Question(
                                        "Which has the larger context window, " + a + " or " + b + "?",
                                        List.of(context)),
                                new Block.Question(
                                        "Which is cheaper?",
                                        List.of(claim(
                                                a + ", at $28.50 against $71.60 a month.",
                                                fact(A, "offer/openrouter/output", "0.05")))))))));
        return new Page(
                List.of(new Page.PageModel(A, a), new Page.PageModel(B, b)),
                a + " vs " + b,
                claim(
                        a + " costs less and scores higher; " + b + " is a seventh of its size.",
                        fact(A, "offer/openrouter/output", "0.05"),
                        fact(A, "parameters", "8030000000"),
                        fact(B, "parameters", "1230000000")),
                List.of(
                        claim(
                                a + " leads both shared benchmarks, MMLU-Pro by 24.3 points and BFCL by 15.0 points.",
                                fact(A, "score/mmlu-pro", "44.3"),
                                fact(B, "score/mmlu-pro", "20")),
                        context),
                LocalDate.parse("2026-05-16"),
                claim("Oldest fact 2024-07-23: when " + a + " was released.", fact(A, "released", "2024-07-23")),
                new Outcome(Outcome.Verdict.TRADE_OFF, null, A, Map.of(), Map.of(), Map.of(), List.of()),
                sections,
                evidence);
    }

    private Block scorecard(String a, String b) {
        return new Block.Table(
                "How the two stand, row by row",
                List.of(a, b),
                List.of(
                        row(
                                "Context window",
                                null,
                                plain("128,000", A, "contextTokens", "128000"),
                                plain("128,000", B, "contextTokens", "128000")),
                        row(
                                "Cheapest output",
                                claim(
                                        "75 % cheaper per output token.",
                                        fact(A, "offer/openrouter/output", "0.05"),
                                        fact(B, "offer/openrouter/output", "0.2")),
                                best("$0.05", A, "offer/openrouter/output", "0.05"),
                                plain("$0.20", B, "offer/openrouter/output", "0.2")),
                        row(
                                "Provider routes",
                                claim("Live routes only; resellers are not counted.", fact(A, "offers", "12 live")),
                                best("12 live", A, "offers", "12"),
                                plain("5 live", B, "offers", "5")),
                        row(
                                "Licence",
                                null,
                                plain(
                                        "Llama 3.1 Community License" + hostile,
                                        A,
                                        "licence",
                                        "Llama 3.1 Community License"),
                                missing("not known", B, "licence"))));
    }

    private Row row(String label, @Nullable Claim note, Cell... cells) {
        return new Row(label, List.of(cells), note);
    }

    private Cell plain(String text, String model, String field, String value) {
        return new Cell(claim(text, fact(model, field, value)), Cell.Mark.PLAIN);
    }

    private Cell best(String text, String model, String field, String value) {
        return new Cell(claim(text, fact(model, field, value)), Cell.Mark.BEST);
    }

    private Cell missing(String text, String model, String field) {
        Evidence absent = Evidence.absent(model, field);
        evidence.put(absent.id(), absent);
        return new Cell(claim(text, absent.id()), Cell.Mark.MISSING);
    }

    private Claim claim(String text, String... facts) {
        return new Claim(text + hostile, List.of(facts));
    }

    private String fact(String model, String field, String value) {
        String id = model + "/" + field;
        evidence.put(id, new Evidence(id, model, field, value + hostile, provenance()));
        return id;
    }

    private Source source() {
        return new Source("llm-reference", "LLM Reference" + hostile, url);
    }

    private Provenance provenance() {
        return new Provenance(source(), DAY, DAY, "sample-" + "0f3a" + hostile);
    }

    /** Models all over the plane, the page's two among them. */
    static List<Digest> digests() {
        Digest.ScoreKey mmluPro =
                new Digest.ScoreKey("mmlu-pro", "MMLU-Pro", Unit.PERCENT, Better.HIGHER, Setting.UNSTATED);
        List<Digest> digests = new ArrayList<>();
        Random random = new Random(7);
        for (int i = 0; i < 80; i++) {
            double price = Math.pow(10, random.nextDouble() * 3 - 1.8);
            double score = Math.min(92, Math.max(8, 45 + 18 * Math.log10(price) + random.nextGaussian() * 12));
            digests.add(digest(
                    "model-" + i,
                    "Model " + i,
                    new BigDecimal(price).setScale(3, RoundingMode.HALF_UP),
                    new BigDecimal(score).setScale(1, RoundingMode.HALF_UP),
                    (i + 1) * 1_000_000_000L,
                    mmluPro));
        }
        digests.add(digest(
                A, "Llama 3.1 8B Instruct", new BigDecimal("0.029"), new BigDecimal("44.3"), 8_030_000_000L, mmluPro));
        digests.add(digest(
                B, "Llama 3.2 1B Instruct", new BigDecimal("0.0789"), new BigDecimal("20"), 1_230_000_000L, mmluPro));
        return digests;
    }

    private static Digest digest(
            String id, String name, BigDecimal price, BigDecimal score, long parameters, Digest.ScoreKey key) {
        return new Digest(id, name, "Meta", new UsdPerMtok(price), BigDecimal.valueOf(parameters), Map.of(key, score));
    }
}
