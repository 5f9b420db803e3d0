package dev.crosscheck.comparison.page;

import dev.crosscheck.event.Provenance;
import dev.crosscheck.event.catalog.Better;
import dev.crosscheck.event.catalog.FieldType;
import dev.crosscheck.event.catalog.ModelField;
import dev.crosscheck.event.catalog.ModelState;
import dev.crosscheck.event.catalog.Setting;
import dev.crosscheck.event.catalog.StatementKind;
import dev.crosscheck.event.catalog.Unit;
import dev.crosscheck.event.pricing.Component;
import dev.crosscheck.event.pricing.PriceSheet;
import dev.crosscheck.event.pricing.PriceSheet.Offer;
import dev.crosscheck.event.pricing.PriceSheet.Quoted;
import dev.crosscheck.event.pricing.ProviderKind;
import dev.crosscheck.event.pricing.Rate;
import dev.crosscheck.event.pricing.RouteFacts;
import dev.crosscheck.event.pricing.RouteStatus;
import dev.crosscheck.event.pricing.ServiceTier;
import dev.crosscheck.event.pricing.Terms;
import dev.crosscheck.event.pricing.UsdPerMtok;
import dev.crosscheck.event.pricing.UtcWindow;
import java.math.BigDecimal;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Makes profiles as the world does on its worse days: gaps, ties, zeros, every kind of terms, routes that
 * are gone, sources that disagree, names that attack. The same seed gives the same profile.
 */
public final class ProfileGenerator {

    private static final List<String> NAMES = List.of(
            "Acme Large",
            "Acme Large",
            "Tiny 1B",
            "<script>alert(1)</script>",
            "X is 300% cheaper",
            "Line\nbreak\u0000 and \u202Eright to left",
            "a 8 null NaN 1 providers",
            "Ünïcödé 模型 🦙",
            "] | pipe ` tick **bold** [link](javascript:alert(1))",
            "Very long name ".repeat(20).strip(),
            "\u200b\u200b",
            "Ends with a stop.",
            "$5 against $3 per 1M tokens, 900% cheaper");

    private static final List<String> TEXTS = List.of(
            "Fits in 2 GB.",
            "It costs 1 providers null.",
            "<img src=x onerror=alert(1)>",
            "Good for “quotes”, they say.");

    private static final List<String> PRICES = List.of(
            "0",
            "0.02",
            "0.027",
            "0.05",
            "0.1",
            "0.1",
            "0.2",
            "0.25",
            "0.3",
            "0.9",
            "1",
            "2.4",
            "2.4",
            "5",
            "15",
            "0.000000007",
            "0.123456789",
            "8.333333333",
            "1000",
            "75");

    private final Random random;

    private ProfileGenerator(long seed) {
        random = new Random(seed);
    }

    /** @param index stands in the id, so that two profiles of a pair differ */
    public static Profile profile(long seed, int index) {
        return new ProfileGenerator(seed * 31 + index).make("model-" + seed + "-" + index);
    }

    private Profile make(String id) {
        List<Offer> offers = new ArrayList<>();
        if (!chance(15)) {
            int shape = random.nextInt(6);
            for (int provider = 0; provider < 7; provider++) {
                if (chance(50)) {
                    offers.add(offer(provider, shape));
                }
            }
        }
        ModelState state = new ModelState(id, 1, facts(), scores(), statements(), takes(id), List.of());
        return new Profile(state, offers.isEmpty() && chance(50) ? null : new PriceSheet(id, 1, offers));
    }

    private List<ModelState.Fact> facts() {
        List<ModelState.Fact> facts = new ArrayList<>();
        int known = random.nextInt(100);
        for (ModelField field : ModelField.values()) {
            if (chance(known)) {
                List<ModelState.Claimed> others = new ArrayList<>();
                for (int other = 0; other < 2; other++) {
                    if (chance(15)) {
                        others.add(new ModelState.Claimed(value(field), provenance(1 + other), chance(70)));
                    }
                }
                facts.add(new ModelState.Fact(
                        field, value(field), provenance(0), others.isEmpty() ? null : "first by rank.", others));
            }
        }
        return facts;
    }

    private String value(ModelField field) {
        String text = switch (field.type()) {
            case FieldType.Text _ ->
                field == ModelField.NAME ? pick(NAMES) : pick(List.of("Acme", "MIT", "Apache 2.0"));
            case FieldType.Url _ -> "https://example.org/" + random.nextInt(3);
            case FieldType.Count _ ->
                pick(List.of(
                        "1", "8192", "16384", "64000", "128000", "131072", "1048576", "8000000000", "141000000000"));
            case FieldType.Date _ -> pick(List.of("2023", "2023-12", "2024-09-25", "2024-07-23"));
            case FieldType.Flag _ -> chance(50) ? "true" : "false";
            case FieldType.Choice choice -> pick(choice.options());
            case FieldType.Choices choices -> pick(choices.options());
        };
        // States keep a name as it came; the clean-up on the way in is not what stands between it and a page.
        return field == ModelField.NAME ? text : field.type().canonical(field.id(), text);
    }

    private List<ModelState.Score> scores() {
        List<ModelState.Score> scores = new ArrayList<>();
        if (chance(20)) {
            return scores;
        }
        for (int benchmark = 0; benchmark < 6; benchmark++) {
            for (int setting = 0; setting < 3; setting++) {
                if (chance(35)) {
                    scores.add(score(benchmark, setting));
                }
            }
        }
        return scores;
    }

    private ModelState.Score score(int benchmark, int setting) {
        Unit unit = Unit.values()[benchmark % Unit.values().length];
        BigDecimal value =
                new BigDecimal(pick(List.of("20", "20.0", "44.3", "44.31", "58.1", "1287", "0", "99.99", "1")));
        boolean interval = chance(40);
        return new ModelState.Score(
                new ModelState.Benchmark(
                        "bench-" + benchmark,
                        benchmark == 5 ? pick(NAMES) : "Bench " + (char) ('A' + benchmark),
                        "Something.",
                        unit,
                        unit == Unit.SECONDS ? Better.LOWER : Better.HIGHER,
                        null,
                        null),
                switch (setting) {
                    case 0 -> Setting.UNSTATED;
                    case 1 -> new Setting("2.1", null, null, 5, null, Map.of());
                    default ->
                        new Setting(null, "pass@1", "Harness", null, "thinking 16K", Map.of("inputTokens", "32768"));
                },
                value,
                interval ? value.subtract(new BigDecimal("1.5")) : null,
                interval && chance(80) ? value.add(new BigDecimal("2.5")) : null,
                chance(30) ? (Boolean) chance(50) : null,
                null,
                provenance(setting == 0 ? random.nextInt(2) : 0),
                chance(10) ? "newest first" : null,
                chance(20)
                        ? List.of(new ModelState.Claimed(
                                pick(List.of("49.3", "20", "unclear")), provenance(2), chance(70)))
                        : List.of());
    }

    private List<ModelState.Statement> statements() {
        List<ModelState.Statement> statements = new ArrayList<>();
        for (StatementKind kind : StatementKind.values()) {
            for (int i = 0; i < 7 && chance(30); i++) {
                statements.add(new ModelState.Statement(
                        "statement-" + i,
                        kind,
                        kind == StatementKind.RECOMMENDATION ? "small teams" : null,
                        pick(TEXTS),
                        provenance(random.nextInt(3))));
            }
        }
        return statements;
    }

    private List<ModelState.Take> takes(String id) {
        return chance(90)
                ? List.of()
                : List.of(new ModelState.Take(
                        "take", List.of(id, "someone-else"), "**Bold** <script>", "Ed", List.of(), provenance(0)));
    }

    private Offer offer(int provider, int shape) {
        Terms terms = shape == 0 ? Terms.PRICED : pick(List.of(Terms.values()));
        RouteStatus status = shape == 1
                ? RouteStatus.DEPRECATED
                : chance(70) ? RouteStatus.LIVE : pick(List.of(RouteStatus.values()));
        ProviderKind kind = shape == 2 ? ProviderKind.AGGREGATOR : pick(List.of(ProviderKind.values()));
        List<Rate> rates = terms == Terms.PRICED ? rates() : List.of();
        Map<ModelField, Boolean> capabilities = new EnumMap<>(ModelField.class);
        for (ModelField capability : ModelField.CAPABILITIES) {
            if (chance(15)) {
                capabilities.put(capability, chance(50));
            }
        }
        return new Offer(
                new PriceSheet.Provider(
                        "provider-" + provider,
                        provider == 6 ? pick(NAMES) : provider == 5 ? "Provider 4" : "Provider " + provider,
                        kind,
                        null),
                chance(20) ? "vendor/route\u0007-" + random.nextInt(2) : "",
                terms,
                rates,
                new RouteFacts(
                        chance(50) ? Long.valueOf(pick(List.of("4096", "60000", "128000", "1048576"))) : null,
                        null,
                        chance(30) ? 4096L : null,
                        capabilities),
                status,
                provenance(random.nextInt(3)),
                chance(20) ? "the newest quote" : null,
                chance(20)
                        ? List.of(new Quoted(Terms.PRICED, rates(), RouteStatus.LIVE, provenance(2), chance(70)))
                        : List.of(),
                chance(5) ? "moved more than 10 times" : null,
                List.of());
    }

    private List<Rate> rates() {
        List<Rate> rates = new ArrayList<>();
        rates.add(rate(chance(95) ? Component.INPUT : Component.REASONING, ServiceTier.STANDARD, null, null));
        rates.add(rate(chance(95) ? Component.OUTPUT : Component.AUDIO_INPUT, ServiceTier.STANDARD, null, null));
        if (chance(40)) {
            rates.add(rate(Component.CACHE_READ, ServiceTier.STANDARD, null, null));
        }
        if (chance(20)) {
            rates.add(rate(Component.INPUT, ServiceTier.BATCH, null, null));
        }
        if (chance(25)) {
            rates.add(rate(Component.INPUT, ServiceTier.STANDARD, chance(50) ? 200_000L : 32_000L, null));
            rates.add(rate(Component.OUTPUT, ServiceTier.STANDARD, chance(50) ? 200_000L : 32_000L, null));
        }
        if (chance(10)) {
            rates.add(rate(
                    Component.INPUT,
                    ServiceTier.STANDARD,
                    null,
                    new UtcWindow(LocalTime.of(22, 0), LocalTime.of(4, 30))));
        }
        return rates;
    }

    private Rate rate(Component component, ServiceTier tier, Long above, UtcWindow window) {
        return new Rate(component, UsdPerMtok.of(pick(PRICES)), tier, above, window);
    }

    private Provenance provenance(int source) {
        Provenance plain = ProfileBuilder.provenance(
                "source-" + source, "Source " + source, "2026-0" + (1 + random.nextInt(6)) + "-1" + random.nextInt(10));
        return new Provenance(plain.source(), plain.observedAt(), plain.validFrom(), plain.eventId(), chance(10));
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
