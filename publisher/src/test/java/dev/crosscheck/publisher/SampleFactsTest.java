package dev.crosscheck.publisher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.crosscheck.event.EventCodec;
import dev.crosscheck.event.EventJson;
import dev.crosscheck.event.InvalidEventException;
import dev.crosscheck.event.Received;
import dev.crosscheck.event.catalog.BenchmarkDefined;
import dev.crosscheck.event.catalog.ModelField;
import dev.crosscheck.event.catalog.ModelReported;
import dev.crosscheck.event.catalog.ScoreReported;
import dev.crosscheck.event.catalog.StatementMade;
import dev.crosscheck.event.catalog.TakeWritten;
import dev.crosscheck.event.pricing.Component;
import dev.crosscheck.event.pricing.PriceReported;
import dev.crosscheck.event.pricing.ProviderReported;
import dev.crosscheck.event.pricing.Terms;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The sample facts are right events, agree with each other and give the figures of their pages. */
class SampleFactsTest {

    private static final Path SAMPLES = Path.of("src/main/resources/samples");
    /** Just after the newest of the pages was reviewed: no sample may claim to be from later. */
    private static final Instant AFTER_THE_LAST_REVIEW = Instant.parse("2026-05-20T00:00:00Z");

    private static final List<Received> EVENTS = new ArrayList<>();
    private static final List<String> REFUSALS = new ArrayList<>();

    @BeforeAll
    static void readAll() throws IOException {
        try (Stream<Path> files = Files.list(SAMPLES)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".jsonl"))
                    .sorted()
                    .toList()) {
                for (String line : Files.readAllLines(file)) {
                    try {
                        EVENTS.add(EventCodec.decodeInput(
                                EventJson.readTree(line.getBytes(UTF_8)), AFTER_THE_LAST_REVIEW));
                    } catch (InvalidEventException e) {
                        REFUSALS.add(file.getFileName() + ": " + line + " -> " + e.getMessage());
                    }
                }
            }
        }
    }

    @Test
    void everyLineIsARightEventWithItsOwnId() {
        assertThat(REFUSALS).isEmpty();
        assertThat(EVENTS).hasSizeGreaterThan(100);
        assertThat(EVENTS.stream().map(event -> event.meta().id())).doesNotHaveDuplicates();
    }

    @Test
    void everyModelIsIntroducedByName() {
        assertThat(bodies(ModelReported.class)
                        .filter(model -> model.facts().containsKey(ModelField.NAME))
                        .map(ModelReported::model)
                        .collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(
                        "llama-3.2-1b",
                        "llama-3.2-1b-instruct",
                        "llama-3.2-3b-instruct",
                        "llama-3.1-8b-instruct",
                        "llama-3.1-405b-instruct",
                        "llama-3-8b",
                        "llama-3-70b",
                        "mixtral-8x7b",
                        "mixtral-8x22b-v0.1");
    }

    @Test
    void nothingSpeaksOfAModelProviderOrBenchmarkThatNoSampleIntroduces() {
        Set<String> models =
                bodies(ModelReported.class).map(ModelReported::model).collect(Collectors.toSet());
        Set<String> benchmarks =
                bodies(BenchmarkDefined.class).map(BenchmarkDefined::benchmark).collect(Collectors.toSet());
        Set<String> providers =
                bodies(ProviderReported.class).map(ProviderReported::provider).collect(Collectors.toSet());

        assertThat(bodies(ScoreReported.class)).allSatisfy(score -> {
            assertThat(models).contains(score.model());
            assertThat(benchmarks).contains(score.benchmark());
        });
        assertThat(bodies(StatementMade.class).map(StatementMade::model)).isSubsetOf(models);
        assertThat(bodies(TakeWritten.class).flatMap(take -> take.models().stream()))
                .isSubsetOf(models);
        assertThat(bodies(PriceReported.class)).allSatisfy(price -> {
            assertThat(models).contains(price.model());
            assertThat(providers).contains(price.provider());
        });
    }

    @ParameterizedTest(name = "{0} at {1}: {2} in, {3} out")
    @CsvSource({
        "llama-3.2-1b-instruct,   openrouter,                 0.027, 0.2",
        "llama-3.1-8b-instruct,   openrouter,                 0.02,  0.05",
        "llama-3.2-1b,            fireworks-ai,               0.1,   0.1",
        "llama-3.1-405b-instruct, amazon-bedrock,             2.4,   2.4",
        "mixtral-8x22b-v0.1,      not-named-by-llm-reference, 0.3,   0.9",
        "mixtral-8x7b,            mistral,                    0.5,   1.5",
    })
    void everySourceOfARouteQuotesThePriceOfTheReference(String model, String provider, String input, String output) {
        List<PriceReported> quotes = bodies(PriceReported.class)
                .filter(price -> price.model().equals(model) && price.provider().equals(provider))
                .toList();

        assertThat(quotes).isNotEmpty().allSatisfy(quote -> {
            assertThat(rate(quote, Component.INPUT)).isEqualTo(input);
            assertThat(rate(quote, Component.OUTPUT)).isEqualTo(output);
        });
    }

    @ParameterizedTest(name = "{3} points between {0} and {1} on {2}")
    @CsvSource({
        "llama-3.2-1b,          mixtral-8x22b-v0.1,      humaneval, 58.1",
        "llama-3.2-1b,          mixtral-8x22b-v0.1,      mmlu,      30.3",
        "llama-3.2-1b-instruct, llama-3.1-8b-instruct,   mmlu-pro,  24.3",
        "llama-3.2-1b-instruct, llama-3.1-8b-instruct,   bfcl,      15.0",
        "llama-3.2-1b,          llama-3.1-405b-instruct, mmlu,      34.4",
    })
    void scoresGiveTheGapsOfTheReferences(String lower, String higher, String benchmark, BigDecimal gap) {
        assertThat(score(higher, benchmark).subtract(score(lower, benchmark))).isEqualByComparingTo(gap);
    }

    @Test
    void noRouteOfAClosedProviderIsLive() {
        assertThat(bodies(PriceReported.class)
                        .filter(price -> price.provider().equals("octoai"))
                        .map(price -> price.status().name()))
                .isNotEmpty()
                .containsOnly("DEPRECATED");
    }

    @Test
    void whereAPageNamesNoLicenceByItsVersionAMakerDoes() {
        Predicate<ModelReported> vague = model -> {
            String licence = model.facts().get(ModelField.LICENCE);
            return "Open Source".equals(licence) || "Llama 3 Community".equals(licence);
        };
        Set<String> named = bodies(ModelReported.class)
                .filter(model -> model.source().id().equals("meta-model-card"))
                .filter(model -> model.facts().containsKey(ModelField.LICENCE))
                .map(ModelReported::model)
                .collect(Collectors.toSet());

        assertThat(bodies(ModelReported.class).filter(vague).map(ModelReported::model))
                .isNotEmpty()
                .isSubsetOf(named);
    }

    @Test
    void routesServeLessContextThanTheirModels() {
        assertThat(bodies(PriceReported.class)
                        .filter(price -> price.source().id().equals("openrouter"))
                        .map(price -> price.facts().contextTokens()))
                .containsExactly(60_000L, 16_384L);
    }

    @Test
    void unpricedRoutesHaveNoRatesRatherThanZeros() {
        assertThat(bodies(PriceReported.class)
                        .filter(price -> price.terms() != Terms.PRICED)
                        .map(PriceReported::rates))
                .isNotEmpty()
                .allSatisfy(rates -> assertThat(rates).isEmpty());
    }

    private static <T> Stream<T> bodies(Class<T> type) {
        return EVENTS.stream().map(Received::body).filter(type::isInstance).map(type::cast);
    }

    private static String rate(PriceReported quote, Component component) {
        return quote.ratesInUsdPerMtok().stream()
                .filter(rate -> rate.component() == component)
                .map(rate -> rate.price().toString())
                .findFirst()
                .orElseThrow();
    }

    private static BigDecimal score(String model, String benchmark) {
        return bodies(ScoreReported.class)
                .filter(score ->
                        score.model().equals(model) && score.benchmark().equals(benchmark))
                .filter(score -> score.source().id().startsWith("llm-reference"))
                .map(ScoreReported::value)
                .findFirst()
                .orElseThrow();
    }
}
