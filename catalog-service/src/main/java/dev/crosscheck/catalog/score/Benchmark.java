package dev.crosscheck.catalog.score;

import dev.crosscheck.event.InvalidEventException;
import dev.crosscheck.event.Provenance;
import dev.crosscheck.event.catalog.Better;
import dev.crosscheck.event.catalog.ModelState;
import dev.crosscheck.event.catalog.Unit;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** A benchmark as it is defined now. See {@link dev.crosscheck.event.catalog.BenchmarkDefined}. */
public record Benchmark(
        String id,
        String name,
        String measures,
        Unit unit,
        Better better,
        @Nullable BigDecimal minimum,
        @Nullable BigDecimal maximum,
        Provenance provenance) {

    /** Whether both read the same numbers in the same way; who says so does not matter. */
    boolean readsAs(Benchmark other) {
        return name.equals(other.name)
                && measures.equals(other.measures)
                && unit == other.unit
                && better == other.better
                && equal(minimum, other.minimum)
                && equal(maximum, other.maximum);
    }

    /**
     * @param field named in the error
     * @throws InvalidEventException if the value cannot be a value of this benchmark
     */
    public void requireInRange(String field, @Nullable BigDecimal value) {
        if (value == null) {
            return;
        }
        if (minimum != null && value.compareTo(minimum) < 0 || maximum != null && value.compareTo(maximum) > 0) {
            throw new InvalidEventException(field, value.toPlainString(), range() + ", the range of " + id);
        }
    }

    /** The form in which a model's state carries it. */
    public ModelState.Benchmark published() {
        return new ModelState.Benchmark(id, name, measures, unit, better, minimum, maximum);
    }

    private String range() {
        if (minimum == null) {
            return "at most " + maximum;
        }
        return maximum == null ? "at least " + minimum : minimum + " to " + maximum;
    }

    private static boolean equal(@Nullable BigDecimal a, @Nullable BigDecimal b) {
        return a == null || b == null ? a == b : a.compareTo(b) == 0;
    }
}
