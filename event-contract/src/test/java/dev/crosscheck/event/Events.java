package dev.crosscheck.event;

import dev.crosscheck.event.catalog.BenchmarkDefined;
import dev.crosscheck.event.catalog.Better;
import dev.crosscheck.event.catalog.ModelAlias;
import dev.crosscheck.event.catalog.ModelField;
import dev.crosscheck.event.catalog.ModelReported;
import dev.crosscheck.event.catalog.ModelState;
import dev.crosscheck.event.catalog.ScoreReported;
import dev.crosscheck.event.catalog.Setting;
import dev.crosscheck.event.catalog.SpellingLinked;
import dev.crosscheck.event.catalog.StatementKind;
import dev.crosscheck.event.catalog.StatementMade;
import dev.crosscheck.event.catalog.TakeWritten;
import dev.crosscheck.event.catalog.Unit;
import dev.crosscheck.event.comparison.PageChanged;
import dev.crosscheck.event.pricing.Component;
import dev.crosscheck.event.pricing.PriceReported;
import dev.crosscheck.event.pricing.PriceSheet;
import dev.crosscheck.event.pricing.PriceUnit;
import dev.crosscheck.event.pricing.ProviderKind;
import dev.crosscheck.event.pricing.ProviderReported;
import dev.crosscheck.event.pricing.QuoteReviewed;
import dev.crosscheck.event.pricing.Rate;
import dev.crosscheck.event.pricing.ReportedRate;
import dev.crosscheck.event.pricing.RouteFacts;
import dev.crosscheck.event.pricing.RouteStatus;
import dev.crosscheck.event.pricing.ServiceTier;
import dev.crosscheck.event.pricing.Terms;
import dev.crosscheck.event.pricing.UpdatesWithdrawn;
import dev.crosscheck.event.pricing.UsdPerMtok;
import dev.crosscheck.event.pricing.UtcWindow;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalTime;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** One full event of each kind: every field has a value. */
final class Events {

    static final Instant READ_AT = Instant.parse("2026-05-16T00:00:00Z");
    static final Instant NOW = Instant.parse("2026-05-20T09:30:00Z");
    static final Source LIST = new Source("price-list", "Acme price list", "https://acme.example/prices");
    static final Provenance FROM_LIST = new Provenance(LIST, READ_AT, READ_AT, "event-1");
    static final Setting SETTING =
            new Setting("2.1", "pass@1", "Terminus-2", 5, "thinking 16K", Map.of("inputTokens", "32768"));

    static Stream<Object> all() {
        return Stream.of(
                model(),
                benchmark(),
                score(),
                statement(),
                take(),
                link(),
                provider(),
                price(),
                review(),
                withdrawal(),
                state(),
                sheet(),
                page());
    }

    static ModelReported model() {
        Map<ModelField, String> facts = new EnumMap<>(ModelField.class);
        facts.put(ModelField.NAME, "Large 2");
        facts.put(ModelField.CONTEXT_TOKENS, "131072");
        facts.put(ModelField.VISION, "false");
        facts.put(ModelField.RETIRED, null);
        return new ModelReported(
                "large-2", LIST, READ_AT, READ_AT, true, facts, List.of(new ModelAlias("acme", "acme/Large-2")));
    }

    static BenchmarkDefined benchmark() {
        return new BenchmarkDefined(
                "mmlu-pro",
                "MMLU-Pro",
                "Knowledge and reasoning",
                Unit.PERCENT,
                Better.HIGHER,
                BigDecimal.ZERO,
                new BigDecimal("100"),
                List.of("MMLU PRO"),
                LIST,
                READ_AT,
                null,
                false);
    }

    static ScoreReported score() {
        return new ScoreReported(
                "large-2",
                "mmlu-pro",
                SETTING,
                new BigDecimal("44.30"),
                new BigDecimal("43.1"),
                new BigDecimal("45.5"),
                true,
                "https://acme.example/card",
                LIST,
                READ_AT,
                READ_AT,
                false);
    }

    static StatementMade statement() {
        return new StatementMade(
                "edge-first",
                "large-2",
                StatementKind.RECOMMENDATION,
                "small teams",
                "Runs on one machine.",
                LIST,
                READ_AT,
                null,
                false);
    }

    static TakeWritten take() {
        return new TakeWritten(
                "large-or-small",
                List.of("small-1", "large-2"),
                "## Which\n\nThe *small* one.",
                "An Editor",
                List.of(LIST),
                LIST,
                READ_AT,
                null,
                false);
    }

    static SpellingLinked link() {
        return new SpellingLinked(
                "large-2",
                new ModelAlias(LIST.id(), "acme/Large 2"),
                true,
                "An Editor",
                "Acme's page for Large 2 uses it.",
                LIST,
                READ_AT,
                null,
                false);
    }

    static ProviderReported provider() {
        return new ProviderReported(
                "acme", "Acme", ProviderKind.MAKER, "https://acme.example", LIST, READ_AT, null, false);
    }

    static PriceReported price() {
        return price(
                new ReportedRate(Component.INPUT, new BigDecimal("0.000000027"), null, null, null),
                new ReportedRate(
                        Component.OUTPUT,
                        new BigDecimal("0.0000002"),
                        ServiceTier.BATCH,
                        200_000L,
                        new UtcWindow(LocalTime.of(16, 30), LocalTime.of(0, 30))));
    }

    static PriceReported price(ReportedRate... rates) {
        return new PriceReported(
                "large-2",
                "acme",
                "acme/large-2:fast",
                Terms.PRICED,
                "USD",
                PriceUnit.USD_PER_TOKEN,
                List.of(rates),
                new RouteFacts(60_000L, 50_000L, 4_096L, Map.of(ModelField.STRUCTURED_OUTPUTS, true)),
                RouteStatus.BETA,
                LIST,
                READ_AT,
                READ_AT,
                false);
    }

    static QuoteReviewed review() {
        return new QuoteReviewed(
                "event-1", "large-2", QuoteReviewed.Decision.RELEASE, "Ada L.", "It was announced.", LIST, READ_AT);
    }

    static UpdatesWithdrawn withdrawal() {
        return new UpdatesWithdrawn("import-7", List.of(), "Ada L.", "The file counted cents.", LIST, READ_AT);
    }

    static ModelState state() {
        return new ModelState(
                "large-2",
                7,
                List.of(new ModelState.Fact(
                        ModelField.CONTEXT_TOKENS,
                        "131072",
                        FROM_LIST,
                        "a maker's own card before other sources",
                        List.of(new ModelState.Claimed("128000", FROM_LIST, true)))),
                List.of(new ModelState.Score(
                        new ModelState.Benchmark(
                                "mmlu-pro",
                                "MMLU-Pro",
                                "Knowledge and reasoning",
                                Unit.PERCENT,
                                Better.HIGHER,
                                BigDecimal.ZERO,
                                new BigDecimal("100")),
                        SETTING,
                        new BigDecimal("44.30"),
                        null,
                        null,
                        false,
                        null,
                        FROM_LIST,
                        null,
                        List.of())),
                List.of(new ModelState.Statement("edge-first", StatementKind.STRENGTH, null, "Small.", FROM_LIST)),
                List.of(new ModelState.Take(
                        "large-or-small", List.of("large-2", "small-1"), "A take.", "An Editor", List.of(), FROM_LIST)),
                List.of(new ModelAlias("acme", "acme/Large-2")));
    }

    static PriceSheet sheet() {
        List<Rate> rates = List.of(Rate.standard(Component.INPUT, "0.027"), Rate.standard(Component.OUTPUT, "0.2"));
        return new PriceSheet(
                "large-2",
                3,
                List.of(new PriceSheet.Offer(
                        new PriceSheet.Provider("acme", "Acme", ProviderKind.MAKER, null),
                        "",
                        Terms.PRICED,
                        rates,
                        new RouteFacts(60_000L, null, null, Map.of(ModelField.VISION, false)),
                        RouteStatus.LIVE,
                        FROM_LIST,
                        null,
                        List.of(new PriceSheet.Quoted(Terms.PRICED, rates, RouteStatus.LIVE, FROM_LIST, false)),
                        "moved more than 10 times",
                        List.of(new PriceSheet.PricePoint(
                                READ_AT,
                                NOW,
                                Terms.PRICED,
                                UsdPerMtok.of("0.027"),
                                UsdPerMtok.of("0.2"),
                                RouteStatus.LIVE,
                                false,
                                "event-1")))));
    }

    static PageChanged page() {
        return new PageChanged(
                12,
                "large-2",
                "small-1",
                List.of(new PageChanged.Difference("cheaper", null, "small-1")),
                List.of("event-1"),
                List.of("event-1"),
                NOW);
    }

    private Events() {}
}
