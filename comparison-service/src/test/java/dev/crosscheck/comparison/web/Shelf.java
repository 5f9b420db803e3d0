package dev.crosscheck.comparison.web;

import dev.crosscheck.event.Provenance;
import dev.crosscheck.event.Source;
import dev.crosscheck.event.catalog.Better;
import dev.crosscheck.event.catalog.ModelField;
import dev.crosscheck.event.catalog.ModelState;
import dev.crosscheck.event.catalog.Setting;
import dev.crosscheck.event.catalog.StatementKind;
import dev.crosscheck.event.catalog.Unit;
import dev.crosscheck.event.pricing.Component;
import dev.crosscheck.event.pricing.PriceSheet;
import dev.crosscheck.event.pricing.ProviderKind;
import dev.crosscheck.event.pricing.Rate;
import dev.crosscheck.event.pricing.RouteFacts;
import dev.crosscheck.event.pricing.RouteStatus;
import dev.crosscheck.event.pricing.ServiceTier;
import dev.crosscheck.event.pricing.Terms;
import dev.crosscheck.event.pricing.UsdPerMtok;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Models as catalog and pricing publish them: some ordinary ones, and some that mean harm in every text. */
final class Shelf {

    static final String LARGER = "llama-3.1-8b-instruct";
    static final String SMALLER = "llama-3.2-1b-instruct";

    /** What has broken pages before. */
    static final List<String> HARMFUL = List.of(
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "\"><svg onload=alert(1)>",
            "' onmouseover='alert(1)' autofocus onfocus='alert(1)",
            "</title></script></style><script>alert(1)</script>",
            "javascript:alert(1)//",
            "<!--<img src=\"--><img src=x onerror=alert(1)//\">",
            "${alert(1)}{{constructor.constructor('alert(1)')()}}",
            "&lt;script&gt;alert(1)&lt;/script&gt;&#x3c;script>",
            "<a href=\"javascript:alert(1)\">open</a>",
            "]]><iframe srcdoc='<script>parent.alert(1)</script>'>",
            "\u05D0\u05D1\u05D2 gnp.exe <b>bold</b>",
            "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
            "[open](javascript:alert(1)) ![](https://evil.example/a.png) | cell | `code` # head");

    private static final Instant DAY = Instant.parse("2026-05-16T00:00:00Z");

    private final String id;
    private final String name;
    private final String hostile;
    private final Source source;

    private Shelf(String id, String name, String hostile) {
        this.id = id;
        this.name = name;
        this.hostile = hostile;
        this.source = new Source("a-source", "A source" + hostile, "https://source.example/?q=%22onclick=alert(1)");
    }

    /** Every state, in the order of publishing. */
    static List<Object> all() {
        List<Object> states = new ArrayList<>();
        states.add(new Shelf(LARGER, "Llama 3.1 8B Instruct", "").model("8030000000", "44.3"));
        states.add(new Shelf(LARGER, "", "").prices("0.02", "0.05"));
        states.add(new Shelf(SMALLER, "Llama 3.2 1B Instruct", "").model("1230000000", "20"));
        states.add(new Shelf(SMALLER, "", "").prices("0.027", "0.2"));
        for (int i = 1; i <= 6; i++) {
            states.add(new Shelf("other-" + i, "Other " + i, "").model(i + "000000000", Integer.toString(20 + 7 * i)));
            states.add(new Shelf("other-" + i, "", "").prices("0." + i, i + ".5"));
        }
        for (int i = 0; i < HARMFUL.size(); i++) {
            Shelf shelf = new Shelf("hostile-" + i, HARMFUL.get(i), " " + HARMFUL.get(i));
            states.add(shelf.model("7000000000", "30"));
            states.add(shelf.prices("0.1", "0.4"));
        }
        return states;
    }

    private ModelState model(String parameters, String mmluPro) {
        List<ModelState.Fact> facts = new ArrayList<>();
        facts.add(fact(ModelField.NAME, name));
        facts.add(fact(ModelField.MAKER, "Meta" + hostile));
        facts.add(fact(ModelField.FAMILY, "llama" + hostile));
        facts.add(fact(ModelField.KIND, "instruct"));
        facts.add(fact(ModelField.RELEASED, "2024-09-25"));
        facts.add(new ModelState.Fact(
                ModelField.CONTEXT_TOKENS,
                "128000",
                provenance("context"),
                "a source ranks before another" + hostile,
                List.of(new ModelState.Claimed("131072", provenance("other-context"), true))));
        facts.add(fact(ModelField.PARAMETERS, parameters));
        facts.add(fact(ModelField.LICENCE, "Llama 3.2 Community License" + hostile));
        facts.add(fact(ModelField.LICENCE_URL, "https://licence.example/text"));
        facts.add(fact(ModelField.VISION, "false"));
        facts.add(fact(ModelField.STRUCTURED_OUTPUTS, "true"));
        return new ModelState(
                id,
                1,
                facts,
                List.of(score("mmlu-pro", "MMLU-Pro", mmluPro, "5-shot"), score("bfcl", "BFCL", "25.8", "")),
                List.of(
                        new ModelState.Statement(
                                "strength-1", StatementKind.STRENGTH, null, "Small." + hostile, provenance("strength")),
                        new ModelState.Statement(
                                "advice-1",
                                StatementKind.RECOMMENDATION,
                                "Hobbyists" + hostile,
                                "Runs on a phone." + hostile,
                                provenance("advice"))),
                id.equals(LARGER) || id.startsWith("hostile")
                        ? List.of(new ModelState.Take(
                                "take-1",
                                id.equals(LARGER) ? List.of(LARGER, SMALLER) : List.of(id, "other-1"),
                                "## Two sizes" + hostile + "\n\nPick the **smaller** one.\n\n" + hostile,
                                "Ada" + hostile,
                                List.of(source),
                                provenance("take")))
                        : List.of(),
                List.of());
    }

    private PriceSheet prices(String input, String output) {
        return new PriceSheet(
                id,
                1,
                List.of(
                        offer("fireworks-ai", "Fireworks AI", ProviderKind.HOST, RouteStatus.LIVE, input, output),
                        offer("openrouter", "OpenRouter", ProviderKind.AGGREGATOR, RouteStatus.LIVE, input, output),
                        offer("octoai", "OctoAI", ProviderKind.HOST, RouteStatus.RETIRED, input, output)));
    }

    private PriceSheet.Offer offer(
            String provider, String name, ProviderKind kind, RouteStatus status, String input, String output) {
        return new PriceSheet.Offer(
                new PriceSheet.Provider(provider, name + hostile, kind, "https://" + provider + ".example"),
                hostile.isEmpty() ? "" : "route" + hostile,
                Terms.PRICED,
                List.of(
                        Rate.standard(Component.INPUT, input),
                        new Rate(Component.INPUT, UsdPerMtok.of("0.01"), ServiceTier.BATCH, null, null),
                        Rate.standard(Component.OUTPUT, output)),
                new RouteFacts(60_000L, null, 8_000L, Map.of(ModelField.STRUCTURED_OUTPUTS, true)),
                status,
                provenance(provider),
                null,
                List.of(),
                hostile.isEmpty() ? null : "moved more than ten times" + hostile,
                List.of(
                        point("2025-11-01T00:00:00Z", "0.5", "0.9", false),
                        point("2026-01-15T00:00:00Z", "0.4", "0.8", true),
                        point("2026-05-01T00:00:00Z", input, output, false)));
    }

    private PriceSheet.PricePoint point(String day, String input, String output, boolean correction) {
        return new PriceSheet.PricePoint(
                Instant.parse(day),
                Instant.parse(day),
                Terms.PRICED,
                UsdPerMtok.of(input),
                UsdPerMtok.of(output),
                RouteStatus.LIVE,
                correction,
                "point-" + day + hostile);
    }

    private ModelState.Score score(String benchmark, String name, String value, String variant) {
        return new ModelState.Score(
                new ModelState.Benchmark(
                        benchmark, name + hostile, "What it knows." + hostile, Unit.PERCENT, Better.HIGHER, null, null),
                new Setting(null, null, null, null, variant.isEmpty() ? null : variant + hostile, Map.of()),
                new BigDecimal(value),
                null,
                null,
                true,
                null,
                provenance("score-" + benchmark),
                null,
                List.of());
    }

    private ModelState.Fact fact(ModelField field, String value) {
        return new ModelState.Fact(field, value, provenance(field.id()), null, List.of());
    }

    private Provenance provenance(String event) {
        return new Provenance(source, DAY, DAY, id + "-" + event + hostile);
    }
}
