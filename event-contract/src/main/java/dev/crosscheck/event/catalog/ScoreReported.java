package dev.crosscheck.event.catalog;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.crosscheck.event.InvalidEventException;
import dev.crosscheck.event.Slug;
import dev.crosscheck.event.Source;
import dev.crosscheck.event.Texts;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A source says how a model did on a benchmark.
 *
 * @param model        id or known spelling
 * @param benchmark    id or known spelling
 * @param setting      how it was run
 * @param value        in the benchmark's unit; null takes back what this source said
 * @param low          lower end of the interval that the source states, if any
 * @param high         upper end of the interval that the source states, if any
 * @param selfReported whether the model's maker measured it; null if not known
 * @param evidenceUrl  the page with the figure, where it is not the source's own
 */
public record ScoreReported(
        String model,
        String benchmark,
        Setting setting,
        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable BigDecimal value,
        @Nullable BigDecimal low,
        @Nullable BigDecimal high,
        @Nullable Boolean selfReported,
        @Nullable String evidenceUrl,
        Source source,
        Instant observedAt,
        @Nullable Instant validFrom,
        boolean correction)
        implements CatalogUpdate {

    public ScoreReported {
        Texts.requireLength("model", model, 1, ModelAlias.MAX_LENGTH);
        Texts.requireLength("benchmark", benchmark, 1, Slug.MAX_LENGTH);
        setting = setting == null ? Setting.UNSTATED : setting;
        Texts.requireWebUrl("evidenceUrl", evidenceUrl);
        if (value != null && low != null && low.compareTo(value) > 0) {
            throw new InvalidEventException("low", low, "at most the value, " + value);
        }
        if (value != null && high != null && high.compareTo(value) < 0) {
            throw new InvalidEventException("high", high, "at least the value, " + value);
        }
    }

    @Override
    public String subject() {
        return model;
    }
}
