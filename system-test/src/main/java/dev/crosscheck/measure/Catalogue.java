package dev.crosscheck.measure;

import dev.crosscheck.event.Source;
import dev.crosscheck.event.catalog.BenchmarkDefined;
import dev.crosscheck.event.catalog.Better;
import dev.crosscheck.event.catalog.ModelField;
import dev.crosscheck.event.catalog.ModelReported;
import dev.crosscheck.event.catalog.ScoreReported;
import dev.crosscheck.event.catalog.Setting;
import dev.crosscheck.event.catalog.StatementKind;
import dev.crosscheck.event.catalog.StatementMade;
import dev.crosscheck.event.catalog.Unit;
import dev.crosscheck.event.pricing.Component;
import dev.crosscheck.event.pricing.PriceReported;
import dev.crosscheck.event.pricing.PriceUnit;
import dev.crosscheck.event.pricing.ReportedRate;
import dev.crosscheck.event.pricing.RouteFacts;
import dev.crosscheck.event.pricing.RouteStatus;
import dev.crosscheck.event.pricing.Terms;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Made-up models as a real catalogue has them: fifteen facts, two to six offers, four to eight scores and a few
 * sentences each. The same number gives the same model every time, whatever the size of the catalogue.
 */
final class Catalogue {

    static final Source SOURCE = new Source("measurement", "Measurement", null);
    static final Instant START = Instant.parse("2026-03-02T09:00:00Z");

    /** Who quotes the price that changes; it undercuts all others, so that every page of the model shows it. */
    static final String CHANGING_PROVIDER = "measured-provider-00";

    private static final long SEED = 20_260_302L;
    private static final int PROVIDERS = 24;
    private static final int MAKERS = 40;
    private static final List<String> BENCHMARKS = List.of(
            "measured-knowledge",
            "measured-coding",
            "measured-maths",
            "measured-reasoning",
            "measured-agents",
            "measured-long-context",
            "measured-vision",
            "measured-instructions",
            "measured-translation",
            "measured-safety");
    private static final List<String> STRENGTHS = List.of(
            "Keeps to a requested format over long conversations.",
            "Writes short functions that compile at the first attempt more often than its predecessor.",
            "Answers in the language of the question without being told to.",
            "Quotes its sources when they stand in the prompt.");
    private static final List<String> LIMITATIONS = List.of(
            "Loses track of numbered lists of more than fifty items.",
            "Declines harmless questions about medicine now and then.",
            "Tends to repeat the question before it answers.",
            "Was trained on little text in languages other than English.");

    /** An event's body with an id that is the same every time. */
    record Item(String id, Object body) {}

    static String modelId(int model) {
        return String.format("measured-%04d", model);
    }

    /** What must be known before the models: benchmarks. */
    static List<Item> definitions() {
        List<Item> items = new ArrayList<>();
        for (String benchmark : BENCHMARKS) {
            String name = "Measured " + benchmark.substring("measured-".length());
            items.add(new Item(
                    benchmark,
                    new BenchmarkDefined(
                            benchmark,
                            name,
                            "Questions that were made up for measurements; the share answered correctly.",
                            Unit.PERCENT,
                            Better.HIGHER,
                            BigDecimal.ZERO,
                            new BigDecimal(100),
                            List.of(),
                            SOURCE,
                            START,
                            null,
                            false)));
        }
        return items;
    }

    /** What the catalog knows of a model: facts, scores and sentences. */
    static List<Item> facts(int model) {
        SplittableRandom random = random(model, 1);
        String id = modelId(model);
        List<Item> items = new ArrayList<>();
        items.add(new Item(id + "-facts", new ModelReported(id, SOURCE, START, null, false, fields(model), List.of())));
        int skill = 30 + random.nextInt(55);
        int scores = 4 + random.nextInt(5);
        int first = random.nextInt(BENCHMARKS.size());
        for (int i = 0; i < scores; i++) {
            String benchmark = BENCHMARKS.get((first + i) % BENCHMARKS.size());
            BigDecimal value = BigDecimal.valueOf(skill * 10L + random.nextInt(100), 1);
            items.add(new Item(
                    id + "-" + benchmark,
                    new ScoreReported(
                            id,
                            benchmark,
                            new Setting(null, null, null, i % 3 == 0 ? 5 : 0, null, Map.of()),
                            value,
                            null,
                            null,
                            false,
                            null,
                            SOURCE,
                            START,
                            null,
                            false)));
        }
        items.add(statement(id, StatementKind.STRENGTH, STRENGTHS.get(random.nextInt(STRENGTHS.size()))));
        items.add(statement(id, StatementKind.LIMITATION, LIMITATIONS.get(random.nextInt(LIMITATIONS.size()))));
        return items;
    }

    /** The offers of a model, each of another provider. */
    static List<Item> offers(int model) {
        SplittableRandom random = random(model, 2);
        String id = modelId(model);
        BigDecimal input = usualInput(model);
        List<Item> items = new ArrayList<>();
        items.add(new Item(id + "-offer-0", price(model, CHANGING_PROVIDER, input, START)));
        int others = 1 + random.nextInt(5);
        int first = random.nextInt(PROVIDERS - 1);
        for (int i = 0; i < others; i++) {
            String provider = String.format("measured-provider-%02d", 1 + (first + i) % (PROVIDERS - 1));
            BigDecimal dearer = input.multiply(BigDecimal.valueOf(105L + random.nextInt(60), 2))
                    .setScale(3, RoundingMode.HALF_EVEN);
            items.add(new Item(id + "-offer-" + (i + 1), price(model, provider, dearer, START)));
        }
        return items;
    }

    /**
     * A provider's price for a model: output costs four times the input, cached input a quarter.
     *
     * @param input US dollars per million tokens
     */
    static PriceReported price(int model, String provider, BigDecimal input, Instant observedAt) {
        BigDecimal output = usualInput(model).multiply(BigDecimal.valueOf(4));
        BigDecimal cached = usualInput(model).divide(BigDecimal.valueOf(4), 4, RoundingMode.HALF_EVEN);
        return new PriceReported(
                modelId(model),
                provider,
                "",
                Terms.PRICED,
                "USD",
                PriceUnit.USD_PER_MILLION_TOKENS,
                List.of(
                        rate(Component.INPUT, input),
                        rate(Component.OUTPUT, output),
                        rate(Component.CACHE_READ, cached)),
                new RouteFacts(contextTokens(model), null, 8_192L, Map.of(ModelField.FUNCTION_CALLING, model % 2 == 0)),
                RouteStatus.LIVE,
                SOURCE,
                observedAt,
                null,
                false);
    }

    /** What input of the model usually costs: a few cents to some dollars, in US dollars per million tokens. */
    static BigDecimal usualInput(int model) {
        double spread = random(model, 3).nextDouble();
        return BigDecimal.valueOf(0.2 * Math.pow(40, spread)).setScale(2, RoundingMode.HALF_EVEN);
    }

    /**
     * A price below the usual one that no other change has.
     *
     * @param change 0 for the first; below 90,000 no two are alike, and none has fewer than six decimals
     */
    static BigDecimal changedInput(int model, int change) {
        BigDecimal unique = BigDecimal.valueOf(change % 10_000 * 10L + 1 + change / 10_000 % 9, 6);
        return usualInput(model)
                .multiply(new BigDecimal("0.5"))
                .setScale(2, RoundingMode.HALF_EVEN)
                .add(unique);
    }

    private static Map<ModelField, @Nullable String> fields(int model) {
        SplittableRandom random = random(model, 0);
        Map<ModelField, @Nullable String> fields = new EnumMap<>(ModelField.class);
        fields.put(ModelField.NAME, "Measured " + model);
        fields.put(ModelField.MAKER, "Maker " + random.nextInt(MAKERS));
        fields.put(ModelField.FAMILY, "Family " + random.nextInt(200));
        fields.put(ModelField.KIND, "instruct");
        fields.put(ModelField.RELEASED, "2025-0" + (1 + random.nextInt(9)));
        fields.put(ModelField.KNOWLEDGE_CUTOFF, "2024-0" + (1 + random.nextInt(9)));
        fields.put(ModelField.CONTEXT_TOKENS, Long.toString(contextTokens(model)));
        fields.put(ModelField.MAX_OUTPUT_TOKENS, "8192");
        fields.put(ModelField.PARAMETERS, Long.toString(1_000_000_000L * (1 + random.nextInt(400))));
        fields.put(ModelField.ARCHITECTURE, random.nextBoolean() ? "decoder-only" : "mixture-of-experts");
        boolean open = random.nextBoolean();
        fields.put(ModelField.LICENCE, open ? "Apache License 2.0" : "Measured Terms of Use 1." + random.nextInt(4));
        fields.put(ModelField.OPENNESS, open ? "open-weights" : "closed");
        fields.put(ModelField.COMMERCIAL_USE, open ? "allowed" : "allowed-with-conditions");
        fields.put(ModelField.FUNCTION_CALLING, Boolean.toString(model % 2 == 0));
        fields.put(ModelField.VISION, Boolean.toString(random.nextBoolean()));
        fields.put(ModelField.REASONING, Boolean.toString(random.nextBoolean()));
        fields.put(ModelField.STRUCTURED_OUTPUTS, Boolean.toString(random.nextBoolean()));
        return fields;
    }

    private static long contextTokens(int model) {
        return 8_192L << random(model, 4).nextInt(7);
    }

    private static Item statement(String model, StatementKind kind, String text) {
        String id = model + "-" + kind.name().toLowerCase(Locale.ROOT);
        return new Item(id, new StatementMade(id, model, kind, null, text, SOURCE, START, null, false));
    }

    private static ReportedRate rate(Component component, BigDecimal amount) {
        return new ReportedRate(component, amount, null, null, null);
    }

    /** Streams of one model are independent of those of others, and of each other. */
    private static SplittableRandom random(int model, int stream) {
        return new SplittableRandom(SEED + model * 8L + stream);
    }

    private Catalogue() {}
}
