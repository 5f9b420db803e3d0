package dev.crosscheck.publisher.leaderboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.crosscheck.event.InvalidEventException;
import dev.crosscheck.event.catalog.ScoreReported;
import dev.crosscheck.event.catalog.Unit;
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
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeaderboardTest {

    private static final Instant TAKEN = Instant.parse("2026-07-02T00:00:00Z");

    @TempDir
    Path folder;

    // ---- LMArena

    @Test
    void ratingHasTheIntervalAroundIt() throws IOException {
        Path file = file(
                "lmarena.csv",
                "rank,model,arena_score,95_pct_ci,votes,organization,license,knowledge_cutoff,url,mood",
                "1,Gemini-2.5-Pro,1470,+5/-4,26019,Google,Proprietary,,http://x.example,good");

        List<Mapping<Kind.Reported>> rows = read(new LmArena(file, TAKEN));

        ScoreReported score = scores(rows).getFirst();
        assertThat(score.model()).isEqualTo("Gemini-2.5-Pro");
        assertThat(List.of(score.low(), score.value(), score.high()))
                .containsExactly(new BigDecimal("1466"), new BigDecimal("1470"), new BigDecimal("1475"));
        assertThat(score.selfReported()).isFalse();
        assertThat(notes(rows)).contains("votes", "rank", "organization", "mood (unknown key)");
    }

    @Test
    void ratingThatIsNoneAndIntervalInAnotherFormAreRefused() throws IOException {
        Path file = file(
                "lmarena.csv",
                "model,arena_score,95_pct_ci",
                "a,,+1/-1",
                "b,1000,plus minus 4",
                "c,1000,",
                "d,x,+1/-1");

        List<Mapping<Kind.Reported>> rows = read(new LmArena(file, TAKEN));

        assertThat(reasons(rows))
                .containsExactly(
                        "line 2: arena_score: null (expected: a rating)",
                        "line 3: 95_pct_ci: plus minus 4 (expected: such as +5/-4)",
                        "line 5: arena_score: x (expected: a number)");
        assertThat(scores(rows).getFirst().low()).isNull();
    }

    @Test
    void eventsAreFoldedIntoWholeScoresAtTheirTimes() throws IOException {
        Path file = file(
                "score-events.jsonl",
                "{\"seq\":1,\"ts\":\"2024-07-01T10:00:00-04:00\",\"model\":\"A\",\"type\":\"score_added\",\"record\":{\"95_pct_ci\":\"+8/-8\",\"votes\":\"5\"}}",
                "{\"seq\":2,\"ts\":\"2024-07-02T10:00:00Z\",\"model\":\"A\",\"type\":\"score_changed\",\"changes\":{\"arena_score\":[null,\"901\"]}}",
                "{\"seq\":3,\"ts\":\"2024-07-03T10:00:00Z\",\"model\":\"A\",\"type\":\"score_changed\",\"changes\":{\"95_pct_ci\":[\"+8/-8\",null]}}",
                "{\"seq\":4,\"ts\":\"2024-07-04T10:00:00Z\",\"model\":\"A\",\"type\":\"score_removed\"}",
                "{\"seq\":5,\"ts\":\"yesterday\",\"model\":\"A\",\"type\":\"score_removed\"}",
                "{\"seq\":6,\"ts\":\"2024-07-04T10:00:00Z\",\"model\":\"A\",\"type\":\"score_sold\"}");

        List<Mapping<Kind.Reported>> rows = read(new LmArena(file, TAKEN));

        assertThat(scores(rows))
                .extracting(score -> score.observedAt() + " " + score.value() + " " + score.low())
                .containsExactly(
                        "2024-07-02T10:00:00Z 901 893",
                        "2024-07-03T10:00:00Z 901 null",
                        "2024-07-04T10:00:00Z null null");
        assertThat(reasons(rows))
                .containsExactly(
                        "seq 1: arena_score: null (expected: a rating)",
                        "seq 5: ts: yesterday (expected: a moment with its offset)",
                        "seq 6: type: score_sold (expected: score_added, score_changed or score_removed)");
    }

    @Test
    void historyHasADayToARowAndZeroIsNoRating() throws IOException {
        Path file = file("history.csv", ",a-model,b-model", "20230508,1081.2,0.0", "Monday,1000,");

        List<Mapping<Kind.Reported>> rows = read(new LmArena(file, TAKEN));

        assertThat(scores(rows))
                .singleElement()
                .satisfies(score -> assertThat(score.observedAt() + " " + score.model() + " " + score.value())
                        .isEqualTo("2023-05-08T00:00:00Z a-model 1081.2"));
        assertThat(reasons(rows))
                .containsExactly(
                        "line 2/b-model: b-model: 0.0 (expected: a rating: upstream writes 0 before the first)",
                        "line 3/a-model: day: Monday (expected: YYYYMMDD)",
                        "line 3/b-model: b-model: null (expected: a rating: upstream writes 0 before the first)");
    }

    // ---- Aider

    @Test
    void runIsScoresOfItsDayAndEffortIsTheVariant() throws IOException {
        Path file = file("polyglot_leaderboard.yml", RUN, "  total_cost: 1.25", "  mood: good");

        List<Mapping<Kind.Reported>> rows = read(new Aider(file, TAKEN));

        assertThat(scores(rows))
                .extracting(score -> score.benchmark() + " " + score.setting().metric() + " " + score.value())
                .containsExactly(
                        "aider-polyglot null 81.3",
                        "aider-polyglot first attempt 44.9",
                        "aider-polyglot-edit-format null 94.7",
                        "aider-polyglot-seconds null 110.1",
                        "aider-polyglot-cost null 1.25");
        assertThat(scores(rows)).allSatisfy(score -> {
            assertThat(score.model()).isEqualTo("o3");
            assertThat(score.setting().variant()).isEqualTo("high");
            assertThat(score.setting().conditions()).containsEntry("editFormat", "diff");
            assertThat(score.observedAt()).isEqualTo(Instant.parse("2025-04-16T00:00:00Z"));
        });
        assertThat(notes(rows)).contains("mood (unknown key)");
    }

    @Test
    void costOfZeroWasNotMeasured() throws IOException {
        Path file = file("edit_leaderboard.yml", RUN, "  total_cost: 0.0000");

        assertThat(reasons(read(new Aider(file, TAKEN))))
                .containsExactly("run 1/total_cost: total_cost: 0.0 (expected: more than 0: "
                        + "upstream writes 0 where it was not measured)");
    }

    @Test
    void onlyWordsOfEffortAreTakenOffTheName() throws IOException {
        assertThat(model("DeepSeek R1 (0528)")).isEqualTo("DeepSeek R1 (0528) null");
        assertThat(model("o3 (high) + gpt-4.1")).isEqualTo("o3 (high) + gpt-4.1 null");
        assertThat(model("claude-opus-4 (32k thinking tokens)")).isEqualTo("claude-opus-4 32k thinking tokens");
        assertThat(model("claude-opus-4 (no think)")).isEqualTo("claude-opus-4 no think");
        assertThat(model("DeepSeek Chat V3 (prev)")).isEqualTo("DeepSeek Chat V3 (prev) null");
    }

    @Test
    void fileOfAnotherNameIsNoSuite() {
        assertThatThrownBy(() -> new Aider(folder.resolve("other.yml"), TAKEN))
                .isInstanceOf(InvalidEventException.class)
                .hasMessageContaining("other.yml");
    }

    private String model(String name) throws IOException {
        Path file = file("polyglot.yml", RUN.replace("o3 (high)", name));
        ScoreReported score = scores(read(new Aider(file, TAKEN))).getFirst();
        return score.model() + " " + score.setting().variant();
    }

    private static final String RUN = """
            - dirname: 2025-04-16--o3
              test_cases: 225
              model: o3 (high)
              edit_format: diff
              pass_rate_1: 44.9
              pass_rate_2: 81.3
              percent_cases_well_formed: 94.7
              seconds_per_case: 110.1
              date: 2025-04-16""";

    // ---- Open LLM Leaderboard

    @Test
    void rawAndNormalisedAreDifferentMetricsAndPrecisionIsTheVariant() throws IOException {
        Path file = file(
                "open_llm.csv",
                "model_name,model_precision,model_has_chat_template,model_average_score,"
                        + "evaluations_ifeval_value,evaluations_ifeval_normalized_score,evaluations_bbh_value,"
                        + "evaluations_bbh_normalized_score,evaluations_math_value,evaluations_math_normalized_score,"
                        + "evaluations_gpqa_value,evaluations_gpqa_normalized_score,evaluations_musr_value,"
                        + "evaluations_musr_normalized_score,evaluations_mmlu_pro_value,"
                        + "evaluations_mmlu_pro_normalized_score,metadata_submission_date,metadata_co2_cost,"
                        + "metadata_hub_license",
                "org/M-8B,bfloat16,TRUE,27.5,0.5,50,0.4,20.1,0.1,10,0.3,5,0.4,6,0.380,31.1,2024-08-05,1.5,mit");

        List<Mapping<Kind.Reported>> rows = read(new OpenLlm(file, TAKEN));

        assertThat(scores(rows)).hasSize(14);
        assertThat(scores(rows).stream().filter(score -> score.benchmark().endsWith("mmlu-pro")))
                .extracting(
                        score -> score.setting().metric() + " " + score.value().toPlainString())
                .containsExactly("raw 38", "normalised 31.1");
        assertThat(scores(rows)).allSatisfy(score -> {
            assertThat(score.setting().variant()).isEqualTo("bfloat16");
            assertThat(score.validFrom()).isEqualTo(Instant.parse("2024-08-05T00:00:00Z"));
        });
        assertThat(scores(rows).getLast().value()).isEqualByComparingTo("0.0015");
        assertThat(notes(rows)).containsExactly("metadata_hub_license");
    }

    @Test
    void benchmarksAreDefinedBeforeTheirScores() throws IOException {
        assertThat(new OpenLlm(folder, TAKEN).benchmarks()).hasSize(8);
        assertThat(new LmArena(folder, TAKEN).benchmarks().getFirst().unit()).isEqualTo(Unit.POINTS);
        assertThat(new Aider(folder.resolve("polyglot.yml"), TAKEN).steps()).hasSize(2);
    }

    // ---- the real files, where they lie beside the project

    @Test
    void everyRealEntryIsAScoreOrRefusedWithItsReason() throws IOException {
        assertThat(counts(new LmArena(real("lmarena/lmarena_text.2025-08.csv"), TAKEN)))
                .isEqualTo("266 scores, 0 refused");
        assertThat(counts(new LmArena(real("lmarena/score-events.jsonl"), TAKEN)))
                .isEqualTo("15144 scores, 109 refused");
        assertThat(counts(new LmArena(real("lmarena/history-text-overall.2023-05_to_2025-02.csv"), TAKEN)))
                .isEqualTo("11827 scores, 10419 refused");
        assertThat(counts(new Aider(real("aider/polyglot_leaderboard.yml"), TAKEN)))
                .isEqualTo("327 scores, 18 refused");
        assertThat(counts(new Aider(real("aider/edit_leaderboard.yml"), TAKEN))).isEqualTo("422 scores, 68 refused");
        assertThat(counts(new OpenLlm(real("open-llm-leaderboard/open_llm_leaderboard_v2.2025-03-21.csv"), TAKEN)))
                .isEqualTo("64064 scores, 0 refused");
    }

    private static Path real(String name) {
        Path file = Stream.of("../shared/data", "../../shared/data")
                .map(data -> Path.of(data, name))
                .filter(Files::isReadable)
                .findFirst()
                .orElse(Path.of("../shared/data", name));
        assumeTrue(Files.isReadable(file), file + " is not there; the hand-written samples cover the same code");
        return file;
    }

    private static String counts(Leaderboard source) throws IOException {
        int[] counts = new int[2];
        source.scores(mapping -> counts[mapping instanceof Mapped<?> ? 0 : 1]++);
        return counts[0] + " scores, " + counts[1] + " refused";
    }

    private static List<Mapping<Kind.Reported>> read(Leaderboard source) throws IOException {
        List<Mapping<Kind.Reported>> read = new ArrayList<>();
        source.scores(read::add);
        return read;
    }

    private static List<ScoreReported> scores(List<Mapping<Kind.Reported>> rows) {
        return rows.stream()
                .filter(Mapped.class::isInstance)
                .map(row ->
                        (ScoreReported) ((Mapped<Kind.Reported>) row).event().event())
                .toList();
    }

    private static List<String> reasons(List<Mapping<Kind.Reported>> rows) {
        return rows.stream()
                .filter(Refused.class::isInstance)
                .map(row -> row.where() + ": " + ((Refused<Kind.Reported>) row).reason())
                .toList();
    }

    private static List<String> notes(List<Mapping<Kind.Reported>> rows) {
        return rows.stream()
                .filter(Mapped.class::isInstance)
                .flatMap(row -> ((Mapped<Kind.Reported>) row).notes().stream())
                .map(Note::what)
                .toList();
    }

    private Path file(String name, String... lines) throws IOException {
        return Files.write(folder.resolve(name), List.of(lines));
    }
}
