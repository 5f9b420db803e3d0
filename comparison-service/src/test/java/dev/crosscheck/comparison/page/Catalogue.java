package dev.crosscheck.comparison.page;

import dev.crosscheck.event.EventId;
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
import dev.crosscheck.event.pricing.PriceSheet.Offer;
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
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * A catalogue of models as the public lists know them: a dozen facts, a few providers with prices, a few scores,
 * here and there a source that disagrees. The same number gives the same model.
 */
public final class Catalogue {

    private static final List<String> MAKERS =
            List.of("Acme", "Meta", "Mistral AI", "Qwen", "Google", "DeepSeek", "OpenAI", "Anthropic", "Cohere");
    private static final List<String> PROVIDERS = List.of(
            "Fireworks AI", "Together AI", "DeepInfra", "Groq", "OpenRouter", "Amazon Bedrock", "Azure", "Novita");
    private static final List<String> BENCHMARKS =
            List.of("MMLU", "GPQA Diamond", "HumanEval", "MATH-500", "SWE-bench Verified", "Aider polyglot", "Arena");
    private static final Instant START = Instant.parse("2026-02-01T09:30:00Z");

    private static final List<String> SOURCES = List.of("models-dev", "openrouter", "litellm", "llm-stats");

    private final int number;
    private final Map<String, Provenance> bySource = new HashMap<>();
    private final Random random;

    private Catalogue(int number) {
        this.number = number;
        this.random = new Random(number * 7919L + 17);
    }

    public static List<Profile> of(int models) {
        List<Profile> profiles = new ArrayList<>(models);
        for (int number = 0; number < models; number++) {
            profiles.add(new Catalogue(number).make());
        }
        return profiles;
    }

    private Profile make() {
        String maker = pick(MAKERS);
        int billions = 1 + random.nextInt(120);
        String id = slug(maker) + "-" + (1 + number % 9) + "." + number % 7 + "-" + billions + "b-" + number;
        String name = maker + " " + (1 + number % 9) + "." + number % 7 + " " + billions + "B v" + number;
        ModelState state =
                new ModelState(id, 1, facts(name, maker, billions), scores(), statements(), List.of(), List.of());
        return new Profile(state, new PriceSheet(id, 1, offers()));
    }

    private List<ModelState.Fact> facts(String name, String maker, int billions) {
        long context = 8_192L << random.nextInt(6);
        List<ModelState.Fact> facts = new ArrayList<>();
        add(facts, ModelField.NAME, name);
        add(facts, ModelField.MAKER, maker);
        add(facts, ModelField.KIND, pick(List.of("instruct", "instruct", "base", "thinking")));
        add(
                facts,
                ModelField.RELEASED,
                "202" + (3 + random.nextInt(3)) + "-0" + (1 + random.nextInt(9)) + "-1" + random.nextInt(10));
        add(facts, ModelField.CONTEXT_TOKENS, Long.toString(context));
        add(facts, ModelField.MAX_OUTPUT_TOKENS, Long.toString(Math.min(context, 4_096L << random.nextInt(4))));
        if (random.nextInt(10) < 7) {
            add(facts, ModelField.PARAMETERS, billions + "000000000");
            add(facts, ModelField.LICENCE, pick(List.of("MIT", "Apache 2.0", "Llama 3.2 Community License")));
            add(facts, ModelField.OPENNESS, "open-weights");
        } else {
            add(facts, ModelField.OPENNESS, "closed");
        }
        add(facts, ModelField.INPUT_MODALITIES, random.nextBoolean() ? "text" : "image,text");
        add(facts, ModelField.OUTPUT_MODALITIES, "text");
        for (ModelField capability : ModelField.CAPABILITIES) {
            if (random.nextInt(10) < 5) {
                add(facts, capability, Boolean.toString(random.nextInt(10) < 6));
            }
        }
        return facts;
    }

    private void add(List<ModelState.Fact> facts, ModelField field, String value) {
        String canonical = field.type().canonical(field.id(), value);
        List<ModelState.Claimed> others = field == ModelField.CONTEXT_TOKENS && random.nextInt(10) < 3
                ? List.of(new ModelState.Claimed("32000", provenance(), true))
                : List.of();
        facts.add(
                new ModelState.Fact(field, canonical, provenance(), others.isEmpty() ? null : "first by rank", others));
    }

    private List<ModelState.Score> scores() {
        List<ModelState.Score> scores = new ArrayList<>();
        for (String benchmark : BENCHMARKS) {
            if (random.nextInt(10) < 6) {
                boolean rated = benchmark.equals("Arena");
                String value = rated
                        ? Integer.toString(1_000 + random.nextInt(500))
                        : (20 + random.nextInt(75)) + "." + random.nextInt(10);
                scores.add(new ModelState.Score(
                        new ModelState.Benchmark(
                                slug(benchmark),
                                benchmark,
                                "What " + benchmark + " measures.",
                                rated ? Unit.POINTS : Unit.PERCENT,
                                Better.HIGHER,
                                null,
                                null),
                        random.nextInt(4) == 0 ? new Setting(null, null, null, 5, null, Map.of()) : Setting.UNSTATED,
                        new BigDecimal(value),
                        null,
                        null,
                        null,
                        null,
                        provenance(),
                        null,
                        List.of()));
            }
        }
        return scores;
    }

    private List<ModelState.Statement> statements() {
        return random.nextInt(10) < 7
                ? List.of()
                : List.of(new ModelState.Statement(
                        "fits",
                        StatementKind.values()[random.nextInt(StatementKind.values().length)],
                        null,
                        "Runs on one card of " + (8 << random.nextInt(4)) + " GB.",
                        provenance()));
    }

    private List<Offer> offers() {
        List<Offer> offers = new ArrayList<>();
        int base = 20 + random.nextInt(3_000);
        for (String provider : PROVIDERS) {
            if (random.nextInt(10) < 5) {
                offers.add(offer(provider, base + random.nextInt(base)));
            }
        }
        return offers;
    }

    private Offer offer(String provider, int thousandths) {
        List<Rate> rates = new ArrayList<>();
        rates.add(Rate.standard(Component.INPUT, usd(thousandths)));
        rates.add(Rate.standard(Component.OUTPUT, usd(thousandths * 4)));
        if (random.nextInt(10) < 3) {
            rates.add(Rate.standard(Component.CACHE_READ, usd(thousandths / 4)));
        }
        if (random.nextInt(10) < 2) {
            rates.add(new Rate(Component.INPUT, UsdPerMtok.of(usd(thousandths / 2)), ServiceTier.BATCH, null, null));
        }
        return new Offer(
                new PriceSheet.Provider(
                        slug(provider),
                        provider,
                        provider.equals("OpenRouter") ? ProviderKind.AGGREGATOR : ProviderKind.HOST,
                        null),
                "",
                Terms.PRICED,
                rates,
                new RouteFacts(random.nextBoolean() ? 8_192L << random.nextInt(6) : null, null, null, Map.of()),
                random.nextInt(12) == 0 ? RouteStatus.DEPRECATED : RouteStatus.LIVE,
                read(pick(SOURCES)),
                null,
                List.of(),
                null,
                List.of());
    }

    private static String usd(int thousandths) {
        return BigDecimal.valueOf(Math.max(1, thousandths), 3).toPlainString();
    }

    /** What one source says of a model comes in one event, and every offer in one of its own. */
    private Provenance provenance() {
        return bySource.computeIfAbsent(pick(SOURCES), this::read);
    }

    private Provenance read(String source) {
        Instant at = START.plusSeconds(random.nextInt(200) * 43_200L);
        return new Provenance(
                new Source(source, "List of " + source, "https://example.org/" + source),
                at,
                at,
                EventId.of(source, number, random.nextLong()),
                false);
    }

    private static String slug(String name) {
        return name.toLowerCase(Locale.ROOT).replace(' ', '-');
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
