package dev.crosscheck.publisher.leaderboard;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.crosscheck.event.InvalidEventException;
import dev.crosscheck.event.Source;
import dev.crosscheck.event.catalog.BenchmarkDefined;
import dev.crosscheck.event.catalog.Better;
import dev.crosscheck.event.catalog.ScoreReported;
import dev.crosscheck.event.catalog.Setting;
import dev.crosscheck.event.catalog.Unit;
import dev.crosscheck.publisher.source.Kind;
import dev.crosscheck.publisher.source.Mapping;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Hugging Face's Open LLM Leaderboard, version 2. A row is one model in one precision: six benchmarks, each with a
 * raw value and one normalised between chance and perfect, which never compare; their average; and the CO₂ of the
 * run.
 */
public final class OpenLlm extends Leaderboard {

    public static final String ID = "open-llm-leaderboard";

    private static final Source SOURCE = new Source(
            ID, "Open LLM Leaderboard", "https://huggingface.co/spaces/open-llm-leaderboard/open_llm_leaderboard");

    private static final Map<String, String> BENCHMARKS = Map.of(
            "ifeval", "IFEval",
            "bbh", "BBH",
            "math", "MATH Level 5",
            "gpqa", "GPQA",
            "musr", "MuSR",
            "mmlu_pro", "MMLU-Pro");

    private static final String AVERAGE = ID + "-average";
    private static final String CO2 = ID + "-co2";
    private static final BigDecimal KG_PER_TONNE = BigDecimal.valueOf(1_000);
    private static final int DECIMALS = 6;

    private static final Set<String> READ = Set.of(
            "model_name",
            "model_precision",
            "model_has_chat_template",
            "model_average_score",
            "metadata_submission_date",
            "metadata_co2_cost");

    private final Path file;

    public OpenLlm(Path file, Instant observedAt) {
        super(observedAt);
        this.file = file;
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    List<BenchmarkDefined> benchmarks() {
        List<BenchmarkDefined> defined = new ArrayList<>();
        for (String key : new TreeSet<>(BENCHMARKS.keySet())) {
            defined.add(percent(
                    benchmark(key),
                    BENCHMARKS.get(key) + " (Open LLM Leaderboard)",
                    BENCHMARKS.get(key) + " as the Open LLM Leaderboard, version 2, runs it. Raw is the share solved; "
                            + "normalised is 0 at chance."));
        }
        defined.add(percent(
                AVERAGE,
                "Open LLM Leaderboard average",
                "Average of six normalised benchmarks, as the leaderboard has it."));
        defined.add(open(
                CO2,
                "Open LLM Leaderboard CO₂",
                "CO₂ that the leaderboard estimates for its run of the six benchmarks.",
                Unit.TONNES_CO2E,
                Better.LOWER));
        return defined;
    }

    private static String benchmark(String key) {
        return ID + "-" + key.replace('_', '-');
    }

    @Override
    void scores(Consumer<Mapping<Kind.Reported>> into) throws IOException {
        try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(file)) {
            for (NamedCsvRecord row : rows) {
                Map<String, String> fields = row.getFieldsAsMap();
                String where = "line " + row.getStartingLineNumber() + "/";
                for (String key : new TreeSet<>(BENCHMARKS.keySet())) {
                    String column = "evaluations_" + key;
                    add(into, where, benchmark(key), "raw", fields, column + "_value", BigDecimal.valueOf(100));
                    add(
                            into,
                            where,
                            benchmark(key),
                            "normalised",
                            fields,
                            column + "_normalized_score",
                            BigDecimal.ONE);
                }
                add(into, where, AVERAGE, "normalised", fields, "model_average_score", BigDecimal.ONE);
                add(into, where, CO2, null, fields, "metadata_co2_cost", null);
            }
        }
    }

    /** @param factor from upstream's unit to ours; null for kilograms to tonnes */
    private void add(
            Consumer<Mapping<Kind.Reported>> into,
            String where,
            String benchmark,
            @Nullable String metric,
            Map<String, String> fields,
            String column,
            @Nullable BigDecimal factor) {
        into.accept(Mapping.of(where + column, notes -> {
            if (column.equals("model_average_score")) {
                note(fields.keySet(), notes);
            }
            BigDecimal value = number(column, fields.get(column));
            if (value == null) {
                throw new InvalidEventException(column, null, "a number");
            }
            BigDecimal ours = factor == null
                    ? value.divide(KG_PER_TONNE, 2 * DECIMALS, RoundingMode.HALF_EVEN)
                    : value.multiply(factor).setScale(DECIMALS, RoundingMode.HALF_EVEN);
            return new Kind.Reported(
                    new ScoreReported(
                            String.valueOf(fields.get("model_name")),
                            benchmark,
                            new Setting(
                                    "2",
                                    metric,
                                    null,
                                    null,
                                    fields.get("model_precision"),
                                    Map.of(
                                            "chatTemplate",
                                            String.valueOf(fields.get("model_has_chat_template"))
                                                    .toLowerCase(Locale.ROOT))),
                            ours.stripTrailingZeros(),
                            null,
                            null,
                            false,
                            null,
                            SOURCE,
                            observedAt(),
                            submitted(fields.getOrDefault("metadata_submission_date", "")),
                            false),
                    false);
        }));
    }

    /** @return null for rows that upstream has no date of */
    private static @Nullable Instant submitted(String day) {
        return day.isEmpty() ? null : day("metadata_submission_date", day);
    }

    /** Once a row. Its name, its licence and its size are a model's, and no model's id is known here. */
    private static void note(Set<String> columns, Mapping.Notes notes) {
        for (String column : new TreeSet<>(columns)) {
            if (!READ.contains(column) && !column.startsWith("evaluations_")) {
                notes.dropped(column);
            }
        }
    }
}
