package dev.crosscheck.publisher.modelsdev;

import dev.crosscheck.event.InvalidEventException;
import dev.crosscheck.event.Texts;
import dev.crosscheck.event.catalog.BenchmarkDefined;
import dev.crosscheck.event.catalog.ScoreReported;
import dev.crosscheck.event.catalog.Setting;
import dev.crosscheck.publisher.source.Fields;
import dev.crosscheck.publisher.source.Mapping;
import dev.crosscheck.publisher.source.Origin;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An upstream score → {@link ScoreReported}, under one spelling per benchmark. Pure. */
final class ScoreMapping {

    private final Curated curated;
    private final Origin origin;

    ScoreMapping(Curated curated, Origin origin) {
        this.curated = curated;
        this.origin = origin;
    }

    /** What the curated table knows of a benchmark. */
    BenchmarkDefined define(Curated.Benchmark benchmark) {
        return new BenchmarkDefined(
                benchmark.benchmark(),
                benchmark.name(),
                benchmark.measures(),
                benchmark.unit(),
                benchmark.better(),
                benchmark.minimum(),
                benchmark.maximum(),
                // A spelling that implies a version names more than the benchmark.
                benchmark.spellings().stream()
                        .filter(spelling -> spelling.version() == null)
                        .map(Curated.Spelling::name)
                        .filter(name -> !name.equals(benchmark.name()))
                        .toList(),
                ModelsDev.CURATION,
                curated.benchmarksObservedAt(),
                null,
                false);
    }

    /**
     * @param author upstream's author of the model
     * @param model  our id of it
     * @throws InvalidEventException if the benchmark is not in the curated table, or the score is none
     */
    ScoreReported map(String author, String model, Fields score, Mapping.Notes notes) {
        String name = score.text("name");
        Curated.Spelled spelled = curated.benchmark(String.valueOf(name))
                .orElseThrow(() -> new InvalidEventException(
                        "benchmarks.name", name, "a spelling in the publisher's benchmarks.json"));
        BigDecimal value = score.number("score");
        if (value == null) {
            throw new InvalidEventException("benchmarks.score", null, "a number");
        }
        String page = score.text("source");
        Texts.requireWebUrl("benchmarks.source", page);
        ScoreReported reported = new ScoreReported(
                model,
                spelled.benchmark().benchmark(),
                setting(spelled, score),
                value,
                null,
                null,
                page == null ? null : curated.isSelfReported(author, URI.create(page)),
                page,
                origin.source(),
                origin.observedAt(),
                startOf(score.text("date")),
                false);
        notes.unread(score);
        return reported;
    }

    private static Setting setting(Curated.Spelled spelled, Fields score) {
        String version = score.text("version");
        if (version != null && spelled.version() != null && !version.equals(spelled.version())) {
            throw new InvalidEventException(
                    "benchmarks.version", version, spelled.version() + ", as the name of the benchmark says");
        }
        String harness = score.text("harness");
        String variant = score.text("variant");
        if (harness == null && spelled.benchmark().harnesses().contains(String.valueOf(variant))) {
            harness = variant;
            variant = null;
        }
        String dataset = score.text("dataset");
        return new Setting(
                version == null ? spelled.version() : version,
                spelled.benchmark().metric(score.text("metric")),
                harness,
                null,
                variant,
                dataset == null ? Map.of() : Map.of("dataset", dataset));
    }

    private static @Nullable Instant startOf(@Nullable String date) {
        try {
            return date == null
                    ? null
                    : LocalDate.parse(date).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeParseException _) {
            throw new InvalidEventException("benchmarks.date", date, "YYYY-MM-DD");
        }
    }
}
