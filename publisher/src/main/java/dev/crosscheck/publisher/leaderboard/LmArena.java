package dev.crosscheck.publisher.leaderboard;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.crosscheck.event.EventJson;
import dev.crosscheck.event.InvalidEventException;
import dev.crosscheck.event.Source;
import dev.crosscheck.event.catalog.BenchmarkDefined;
import dev.crosscheck.event.catalog.Better;
import dev.crosscheck.event.catalog.ScoreReported;
import dev.crosscheck.event.catalog.Setting;
import dev.crosscheck.event.catalog.Unit;
import dev.crosscheck.publisher.source.Kind;
import dev.crosscheck.publisher.source.Mapping;
import java.io.BufferedReader;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * LMArena's text leaderboard: ratings with their 95 % intervals, as a table of one day, as a history with a
 * row for each day (both {@code .csv}), or as events ({@code .jsonl}), which keep their times.
 */
public final class LmArena extends Leaderboard {

    public static final String ID = "lmarena";

    private static final Source SOURCE = new Source(ID, "LMArena", "https://lmarena.ai");
    private static final String BENCHMARK = "lmarena-text";
    private static final Pattern INTERVAL = Pattern.compile("\\+(\\d+(?:\\.\\d+)?)/-(\\d+(?:\\.\\d+)?)");

    /** What a row says besides its rating. Nothing of ours holds it: a spelling of a model has no facts. */
    private static final Set<String> NO_PLACE =
            Set.of("rank", "rank_stylectrl", "votes", "organization", "license", "knowledge_cutoff", "url");

    /** The first column of the history has no name. */
    private static final String DAY = "";

    private static final Set<String> READ = Set.of("model", "arena_score", "95_pct_ci");

    private final Path file;

    public LmArena(Path file, Instant observedAt) {
        super(observedAt);
        this.file = file;
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    List<BenchmarkDefined> benchmarks() {
        return List.of(open(
                BENCHMARK,
                "LMArena Text",
                "Rating from votes of people who compared two anonymous answers, as LMArena computes it.",
                Unit.POINTS,
                Better.HIGHER));
    }

    @Override
    void scores(Consumer<Mapping<Kind.Reported>> into) throws IOException {
        if (String.valueOf(file.getFileName()).endsWith(".jsonl")) {
            events(into);
        } else {
            table(into);
        }
    }

    private void table(Consumer<Mapping<Kind.Reported>> into) throws IOException {
        try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(file)) {
            for (NamedCsvRecord row : rows) {
                Map<String, String> fields = row.getFieldsAsMap();
                if (fields.containsKey(DAY)) {
                    day("line " + row.getStartingLineNumber() + "/", fields, into);
                    continue;
                }
                into.accept(Mapping.of("line " + row.getStartingLineNumber(), notes -> {
                    note(fields.keySet(), notes);
                    return new Kind.Reported(score(String.valueOf(fields.get("model")), fields, observedAt()), false);
                }));
            }
        }
    }

    /** A row of the history: a day, and a column for each model. */
    private static void day(String line, Map<String, String> fields, Consumer<Mapping<Kind.Reported>> into) {
        String day = fields.getOrDefault(DAY, "");
        fields.forEach((model, rating) -> {
            if (!model.equals(DAY)) {
                into.accept(Mapping.of(line + model, _ -> {
                    BigDecimal value = number(model, rating);
                    if (value == null || value.signum() == 0) {
                        throw new InvalidEventException(model, value, "a rating: upstream writes 0 before the first");
                    }
                    return new Kind.Reported(reported(model, value, null, null, midnight(day)), false);
                }));
            }
        });
    }

    private static Instant midnight(String day) {
        try {
            return LocalDate.parse(day, DateTimeFormatter.BASIC_ISO_DATE)
                    .atStartOfDay(ZoneOffset.UTC)
                    .toInstant();
        } catch (DateTimeException _) {
            throw new InvalidEventException("day", day, "YYYYMMDD");
        }
    }

    /** Each event changes some fields of a row; a score is the whole row after it. */
    private void events(Consumer<Mapping<Kind.Reported>> into) throws IOException {
        Map<String, Map<String, String>> rows = new HashMap<>();
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode event = EventJson.readTree(line.getBytes(StandardCharsets.UTF_8));
                into.accept(Mapping.of(
                        "seq " + event.path("seq").asString("?"),
                        notes -> new Kind.Reported(event(event, rows, notes), false)));
            }
        }
    }

    private static ScoreReported event(JsonNode event, Map<String, Map<String, String>> rows, Mapping.Notes notes) {
        String model = event.path("model").asString("");
        Instant at = time(event.path("ts").asString(""));
        String type = event.path("type").asString("");
        switch (type) {
            case "score_added" -> {
                Map<String, String> row = new TreeMap<>();
                event.path("record").forEachEntry((name, value) -> row.put(name, value.asString("")));
                rows.put(model, row);
            }
            case "score_changed" -> {
                Map<String, String> row = rows.computeIfAbsent(model, _ -> new TreeMap<>());
                event.path("changes").forEachEntry((name, change) -> {
                    if (change.path(1).isNull()) {
                        row.remove(name);
                    } else {
                        row.put(name, change.path(1).asString(""));
                    }
                });
            }
            case "score_removed" -> {
                rows.remove(model);
                return reported(model, null, null, null, at);
            }
            default -> throw new InvalidEventException("type", type, "score_added, score_changed or score_removed");
        }
        Map<String, String> row = rows.getOrDefault(model, Map.of());
        note(row.keySet(), notes);
        return score(model, row, at);
    }

    private static Instant time(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException _) {
            throw new InvalidEventException("ts", text, "a moment with its offset");
        }
    }

    private static void note(Set<String> fields, Mapping.Notes notes) {
        for (String field : new TreeSet<>(fields)) {
            if (NO_PLACE.contains(field)) {
                notes.dropped(field);
            } else if (!READ.contains(field)) {
                notes.dropped(field + " (unknown key)");
            }
        }
    }

    private static ScoreReported score(String model, Map<String, String> row, Instant at) {
        BigDecimal value = number("arena_score", row.get("arena_score"));
        if (value == null) {
            throw new InvalidEventException("arena_score", null, "a rating");
        }
        String interval = row.getOrDefault("95_pct_ci", "");
        if (interval.isEmpty()) {
            return reported(model, value, null, null, at);
        }
        Matcher ends = INTERVAL.matcher(interval);
        if (!ends.matches()) {
            throw new InvalidEventException("95_pct_ci", interval, "such as +5/-4");
        }
        return reported(
                model,
                value,
                value.subtract(new BigDecimal(ends.group(2))),
                value.add(new BigDecimal(ends.group(1))),
                at);
    }

    private static ScoreReported reported(
            String model, @Nullable BigDecimal value, @Nullable BigDecimal low, @Nullable BigDecimal high, Instant at) {
        return new ScoreReported(
                model, BENCHMARK, Setting.UNSTATED, value, low, high, false, null, SOURCE, at, null, false);
    }
}
