package dev.crosscheck.publisher.llmstats;

import dev.crosscheck.event.InvalidEventException;
import dev.crosscheck.event.Texts;
import dev.crosscheck.event.catalog.BenchmarkDefined;
import dev.crosscheck.event.catalog.Better;
import dev.crosscheck.event.catalog.ScoreReported;
import dev.crosscheck.event.catalog.Setting;
import dev.crosscheck.event.catalog.Unit;
import dev.crosscheck.publisher.source.Fields;
import dev.crosscheck.publisher.source.Mapping;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Upstream's benchmarks and scores → ours. Scores are fractions of one, but for ratings. Pure. */
final class LlmStatsScores {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final int MOST_WORDS = 500;

    /** Ratings, which upstream writes as they are. */
    private static final Set<String> RATINGS = Set.of("cfeval");

    /** Rates of errors in words: upstream does not say that less is better. */
    private static final Set<String> LESS_IS_BETTER = Set.of("common-voice-15");

    private final Map<String, Scale> scales;
    private final Instant observedAt;

    /** @param scales of every benchmark, by upstream's id */
    LlmStatsScores(Map<String, Scale> scales, Instant observedAt) {
        this.scales = scales;
        this.observedAt = observedAt;
    }

    /** How upstream writes a benchmark's scores. */
    enum Scale {
        FRACTION,
        RATING;

        static Scale of(JsonNode benchmark) {
            return RATINGS.contains(benchmark.path("benchmark_id").asString("")) ? RATING : FRACTION;
        }
    }

    static BenchmarkDefined define(Fields entry, Instant observedAt, Mapping.Notes notes) {
        entry.leaveOut("created_at", "updated_at", "max_score", "verified");
        for (String dropped : new String[] {"parent_benchmark_id", "paper_link", "implementation_link", "language"}) {
            if (entry.text(dropped) != null) {
                notes.dropped(dropped);
            }
        }
        entry.leaveOut("categories", "modality", "multilingual");
        notes.dropped("categories, modality, multilingual");
        String id = String.valueOf(entry.text("benchmark_id"));
        String measures = String.valueOf(entry.text("description"));
        if (measures.length() > MOST_WORDS) {
            notes.repaired("description cut to " + MOST_WORDS + " characters");
            measures = measures.substring(0, MOST_WORDS - 1).strip() + "…";
        }
        boolean rating = RATINGS.contains(id);
        String name = String.valueOf(entry.text("name"));
        notes.unread(entry);
        return new BenchmarkDefined(
                slug(id),
                name,
                measures,
                rating ? Unit.POINTS : Unit.PERCENT,
                LESS_IS_BETTER.contains(id) ? Better.LOWER : Better.HIGHER,
                BigDecimal.ZERO,
                rating ? null : HUNDRED,
                List.of(),
                LlmStats.SOURCE,
                observedAt,
                null,
                false);
    }

    ScoreReported score(Fields entry, Mapping.Notes notes) {
        entry.leaveOut("created_at", "updated_at", "benchmark_name", "model_benchmark_id", "normalized_score");
        if (Boolean.TRUE.equals(entry.flag("verified_by_llmstats"))) {
            notes.dropped("verified_by_llmstats");
        }
        for (String dropped : new String[] {
            "verification_provider_id", "verification_hardware", "verification_date", "verification_notes"
        }) {
            if (entry.text(dropped) != null) {
                notes.dropped(dropped);
            }
        }
        String benchmark = String.valueOf(entry.text("benchmark_id"));
        Scale scale = scales.get(benchmark);
        if (scale == null) {
            throw new InvalidEventException("benchmark_id", benchmark, "one of benchmarks.json");
        }
        String link = entry.text("self_reported_source_link");
        if (link != null && !Texts.isWebUrl(link)) {
            notes.dropped("self_reported_source_link (no http or https URL)");
            link = null;
        }
        Setting setting = AnalysisMethod.setting(entry.text("analysis_method"), notes);
        BigDecimal value = value(entry.number("score"), scale);
        ScoreReported score = new ScoreReported(
                String.valueOf(entry.text("model_id")),
                slug(benchmark),
                setting,
                value,
                null,
                null,
                entry.flag("is_self_reported"),
                link,
                LlmStats.SOURCE,
                observedAt,
                null,
                false);
        notes.unread(entry);
        return score;
    }

    private static BigDecimal value(@Nullable BigDecimal score, Scale scale) {
        if (score == null) {
            throw new InvalidEventException("score", null, "a number");
        }
        if (score.signum() == 0) {
            throw new InvalidEventException("score", score, "more than 0: upstream writes 0 where it has no score");
        }
        if (scale == Scale.RATING) {
            return score;
        }
        if (score.signum() < 0 || score.compareTo(BigDecimal.ONE) > 0) {
            throw new InvalidEventException("score", score, "a fraction of 1");
        }
        return score.multiply(HUNDRED).stripTrailingZeros();
    }

    /** {@code humaneval+} is {@code humaneval-plus}, {@code graphwalks-bfs-<128k} is {@code graphwalks-bfs-under-128k}. */
    static String slug(String id) {
        return id.toLowerCase(Locale.ROOT)
                .replace("'", "")
                .replace("++", "-plus-plus")
                .replace("+", "-plus")
                .replace("<", "under-")
                .replace(">", "over-")
                .replaceAll("[^a-z0-9._-]+", "-")
                .replaceAll("-{2,}", "-")
                .replaceAll("^[^a-z0-9]+|[^a-z0-9]+$", "");
    }
}
