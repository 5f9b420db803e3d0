package dev.crosscheck.publisher.llmstats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.crosscheck.event.catalog.BenchmarkDefined;
import dev.crosscheck.event.catalog.ModelField;
import dev.crosscheck.event.catalog.ModelReported;
import dev.crosscheck.event.catalog.ScoreReported;
import dev.crosscheck.event.catalog.Unit;
import dev.crosscheck.event.pricing.PriceReported;
import dev.crosscheck.event.pricing.ProviderReported;
import dev.crosscheck.publisher.source.Kind;
import dev.crosscheck.publisher.source.Mapping;
import dev.crosscheck.publisher.source.Mapping.Mapped;
import dev.crosscheck.publisher.source.Mapping.Refused;
import dev.crosscheck.publisher.source.Note;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LlmStatsTest {

    private static final Instant TAKEN = Instant.parse("2025-10-16T00:00:00Z");

    @TempDir
    Path folder;

    private interface Reader {
        void read(Consumer<Mapping<Kind.Reported>> into) throws IOException;
    }

    @BeforeEach
    void writeTheSample() throws IOException {
        file("organizations.json", "[{'organization_id': 'acme', 'name': 'Acme AI'}]");
        file("licenses.json", "[{'license_id': 'mit', 'name': 'MIT'}]");
        file(
                "models.json",
                "[{'model_id': 'large-2', 'name': 'Large 2', 'organization_id': 'acme', 'license_id': 'mit',"
                        + "'release_date': '2024-08-22', 'knowledge_cutoff': '2024-03-05', 'param_count': 398000000000,"
                        + "'multimodal': true, 'source_weights_link': 'https://huggingface.co/acme/large-2',"
                        + "'training_tokens': 5, 'description': 'Fast.', 'mood': 'good'},"
                        + "{'model_id': 'Not a slug', 'name': 'x'}]");
        file(
                "benchmarks.json",
                "[{'benchmark_id': 'humaneval+', 'name': 'HumanEval+', 'description': '" + "Long. ".repeat(100) + "',"
                        + "'max_score': 1.0, 'categories': ['code']},"
                        + "{'benchmark_id': 'cfeval', 'name': 'CFEval', 'description': 'Rating.', 'max_score': 10000.0}]");
        file(
                "scores.jsonl",
                "{'model_benchmark_id': 1, 'benchmark_id': 'humaneval+', 'model_id': 'large-2', 'score': 0.369,"
                        + "'is_self_reported': true, 'self_reported_source_link': 'https://acme.example/large-2',"
                        + "'analysis_method': '0-shot CoT'}",
                "{'model_benchmark_id': 2, 'benchmark_id': 'cfeval', 'model_id': 'large-2', 'score': 2134,"
                        + "'is_self_reported': false, 'self_reported_source_link': '-'}",
                "{'model_benchmark_id': 3, 'benchmark_id': 'humaneval+', 'model_id': 'large-2', 'score': 0.0}",
                "{'model_benchmark_id': 4, 'benchmark_id': 'humaneval+', 'model_id': 'large-2', 'score': 36.9}",
                "{'model_benchmark_id': 5, 'benchmark_id': 'other', 'model_id': 'large-2', 'score': 0.5}");
        file("providers.json", "[{'provider_id': 'acme', 'name': 'Acme', 'website': 'https://acme.example'}]");
        file(
                "provider_models.jsonl",
                "{'model_provider_id': 1, 'model_id': 'large-2', 'provider_id': 'acme', 'provider_model_id_used': 'l2',"
                        + "'input_cents_per_million_tokens': 25, 'output_cents_per_million_tokens': 1500,"
                        + "'max_input_tokens': 200000, 'max_output_tokens': 8192, 'feature_function_calling': true,"
                        + "'input_modality_text': true, 'input_modality_image': true, 'throughput': 100.0,"
                        + "'quantization': 'fp8', 'feature_batch_inference': true}");
    }

    @Test
    void modelIsKnownByUpstreamsIdAndItsFacts() throws IOException {
        List<Mapping<Kind.Reported>> models = read(source()::models);

        ModelReported model = (ModelReported) event(models, 0);
        assertThat(model.model()).isEqualTo("large-2");
        assertThat(model.facts())
                .containsEntry(ModelField.MAKER, "Acme AI")
                .containsEntry(ModelField.LICENCE, "MIT")
                .containsEntry(ModelField.PARAMETERS, "398000000000")
                .containsEntry(ModelField.MULTIMODAL, "true")
                .containsEntry(ModelField.OPENNESS, "open-weights");
        assertThat(notes(models, 0)).contains("description", "training_tokens", "mood (unknown key)");
        assertThat(((Refused<Kind.Reported>) models.get(1)).reason()).startsWith("model: Not a slug");
    }

    @Test
    void benchmarkIsPercentUnlessItIsARating() throws IOException {
        List<Mapping<Kind.Reported>> benchmarks = read(source()::benchmarks);

        BenchmarkDefined code = (BenchmarkDefined) event(benchmarks, 0);
        assertThat(code.benchmark()).isEqualTo("humaneval-plus");
        assertThat(code.unit()).isEqualTo(Unit.PERCENT);
        assertThat(code.measures()).hasSizeLessThanOrEqualTo(500).endsWith("…");
        assertThat(((BenchmarkDefined) event(benchmarks, 1)).unit()).isEqualTo(Unit.POINTS);
    }

    @Test
    void fractionBecomesPercentAndARatingStays() throws IOException {
        List<Mapping<Kind.Reported>> scores = read(source()::scores);

        ScoreReported code = (ScoreReported) event(scores, 0);
        assertThat(code.value()).isEqualByComparingTo("36.9");
        assertThat(code.benchmark()).isEqualTo("humaneval-plus");
        assertThat(code.setting().shots()).isZero();
        assertThat(code.setting().variant()).isEqualTo("chain of thought");
        assertThat(code.selfReported()).isTrue();
        assertThat(code.evidenceUrl()).isEqualTo("https://acme.example/large-2");
        ScoreReported rating = (ScoreReported) event(scores, 1);
        assertThat(rating.value()).isEqualByComparingTo("2134");
        assertThat(rating.evidenceUrl()).isNull();
    }

    @Test
    void zeroIsNoScoreAndPercentIsNoFraction() throws IOException {
        assertThat(read(source()::scores).stream()
                        .filter(Refused.class::isInstance)
                        .map(score -> ((Refused<Kind.Reported>) score).reason()))
                .containsExactly(
                        "score: 0.0 (expected: more than 0: upstream writes 0 where it has no score)",
                        "score: 36.9 (expected: a fraction of 1)",
                        "benchmark_id: other (expected: one of benchmarks.json)");
    }

    @Test
    void centsBecomeDollars() throws IOException {
        List<Mapping<Kind.Reported>> offers = read(source()::offers);

        PriceReported offer = (PriceReported) event(offers, 0);
        assertThat(offer.rates())
                .extracting(rate -> rate.amount().stripTrailingZeros())
                .containsExactly(new BigDecimal("0.25"), new BigDecimal("15"));
        assertThat(offer.route()).isEqualTo("l2");
        assertThat(offer.facts().maxInputTokens()).isEqualTo(200_000);
        assertThat(offer.facts().capabilities())
                .containsEntry(ModelField.FUNCTION_CALLING, true)
                .containsEntry(ModelField.VISION, true)
                .containsEntry(ModelField.MULTIMODAL, true);
        assertThat(notes(offers, 0))
                .contains("throughput (one number without its conditions)", "quantization", "feature_batch_inference");
        assertThat(((ProviderReported) event(read(source()::providers), 0)).name())
                .isEqualTo("Acme");
    }

    @ParameterizedTest(name = "{0}: {1} {2} {3}")
    @CsvSource(
            nullValues = "-",
            value = {
                "Accuracy,                 -,           -, -",
                "Standard Evaluation,      -,           -, -",
                "Pass@1,                   pass@1,      -, -",
                "EM,                       exact match, -, -",
                "5-shot,                   -,           5, -",
                "0-shot evaluation,        -,           0, -",
                "0-shot pass@1,            pass@1,      0, -",
                "0-shot Chain-of-Thought,  -,           0, chain of thought",
                "Cons@64,                  -,           -, Cons@64",
                "Diamond,                  -,           -, Diamond",
            })
    void methodSaysHowAScoreWasMade(String method, String metric, Integer shots, String variant) {
        var setting = AnalysisMethod.setting(method, new Mapping.Notes("x", _ -> {}));

        assertThat(setting.metric()).isEqualTo(metric);
        assertThat(setting.shots()).isEqualTo(shots);
        assertThat(setting.variant()).isEqualTo(variant);
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "humaneval+,                 humaneval-plus",
        "graphwalks-bfs-<128k,       graphwalks-bfs-under-128k",
        "graphwalks-bfs->128k,       graphwalks-bfs-over-128k",
        "humanity's-last-exam,       humanitys-last-exam",
        "mmmu-(val),                 mmmu-val",
    })
    void idsThatDifferBySignsStayApart(String upstream, String ours) {
        assertThat(LlmStatsScores.slug(upstream)).isEqualTo(ours);
    }

    @Test
    void everyRealEntryIsAnEventButTheTwoZeros() throws IOException {
        Path data = Stream.of("../shared/data", "../../shared/data")
                .map(shared -> Path.of(shared, "llm-stats"))
                .filter(Files::isDirectory)
                .findFirst()
                .orElse(Path.of("../shared/data/llm-stats"));
        assumeTrue(Files.isDirectory(data), data + " is not there; the hand-written samples cover the same code");
        LlmStats source = new LlmStats(data, TAKEN);

        assertThat(Stream.of(
                                read(source::benchmarks),
                                read(source::models),
                                read(source::scores),
                                read(source::providers),
                                read(source::offers))
                        .map(rows ->
                                rows.stream().filter(Mapped.class::isInstance).count() + " of " + rows.size()))
                .containsExactly("342 of 342", "169 of 169", "2222 of 2224", "20 of 20", "244 of 244");
        assertThat(read(source::benchmarks).stream()
                        .map(row -> ((BenchmarkDefined)
                                        ((Mapped<Kind.Reported>) row).event().event())
                                .benchmark()))
                // HumanEval+ and MBPP+ stand there twice, once with the sign and once with the word.
                .hasSize(342)
                .satisfies(ids -> assertThat(new HashSet<>(ids)).hasSize(340));
    }

    private LlmStats source() {
        return new LlmStats(folder, TAKEN);
    }

    private static List<Mapping<Kind.Reported>> read(Reader reader) throws IOException {
        List<Mapping<Kind.Reported>> rows = new ArrayList<>();
        reader.read(rows::add);
        return rows;
    }

    private static Object event(List<Mapping<Kind.Reported>> rows, int index) {
        return ((Mapped<Kind.Reported>) rows.get(index)).event().event();
    }

    private static List<String> notes(List<Mapping<Kind.Reported>> rows, int index) {
        return ((Mapped<Kind.Reported>) rows.get(index))
                .notes().stream().map(Note::what).toList();
    }

    private void file(String name, String... lines) throws IOException {
        Files.write(
                folder.resolve(name),
                Stream.of(lines).map(line -> line.replace("'", "\"")).toList());
    }
}
