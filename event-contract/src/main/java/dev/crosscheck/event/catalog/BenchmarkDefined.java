package dev.crosscheck.event.catalog;

import static java.util.Objects.requireNonNull;

import dev.crosscheck.event.InvalidEventException;
import dev.crosscheck.event.Slug;
import dev.crosscheck.event.Source;
import dev.crosscheck.event.Texts;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a benchmark measures, and how to read its numbers.
 *
 * @param benchmark id, such as {@code mmlu-pro}
 * @param name      its one spelling on every page
 * @param measures  what a reader learns from it
 * @param unit      of its values
 * @param better    which way is better
 * @param minimum   the least possible value; null if there is none
 * @param maximum   the greatest possible value; null if there is none
 * @param aliases   other spellings of the same benchmark
 */
public record BenchmarkDefined(
        String benchmark,
        String name,
        String measures,
        Unit unit,
        Better better,
        @Nullable BigDecimal minimum,
        @Nullable BigDecimal maximum,
        List<String> aliases,
        Source source,
        Instant observedAt,
        @Nullable Instant validFrom,
        boolean correction)
        implements CatalogUpdate {

    public BenchmarkDefined {
        Slug.require("benchmark", benchmark);
        Texts.requireLength("name", name, 1, 120);
        Texts.requireLength("measures", measures, 1, 500);
        requireNonNull(unit, "unit");
        requireNonNull(better, "better");
        if (minimum != null && maximum != null && minimum.compareTo(maximum) >= 0) {
            throw new InvalidEventException("maximum", maximum, "more than the minimum, " + minimum);
        }
        aliases = aliases == null ? List.of() : List.copyOf(aliases);
    }

    @Override
    public String subject() {
        return benchmark;
    }
}
