package dev.crosscheck.kit.figure;

import java.time.Duration;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.ToDoubleFunction;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * The newest answer of the database to one question.
 *
 * @param <T> the answer, from which several gauges may be taken
 */
public final class Figure<T> {

    private final String name;
    private final Function<DSLContext, T> question;
    private final Duration unknownAfter;
    private final LongSupplier nanos;
    private volatile @Nullable Answered<T> newest;

    private record Answered<T>(T answer, long at) {}

    Figure(String name, Function<DSLContext, T> question, Duration unknownAfter, LongSupplier nanos) {
        this.name = name;
        this.question = question;
        this.unknownAfter = unknownAfter;
        this.nanos = nanos;
    }

    String name() {
        return name;
    }

    void ask(DSLContext dsl) {
        T answer = question.apply(dsl);
        newest = new Answered<>(answer, nanos.getAsLong());
    }

    /** A number of the answer; NaN if there is none yet, or none that is new enough. */
    public double of(ToDoubleFunction<T> part) {
        Answered<T> known = newest;
        if (known == null || age(known).compareTo(unknownAfter) > 0) {
            return Double.NaN;
        }
        return part.applyAsDouble(known.answer());
    }

    /** How long ago the database answered; NaN if it never did. */
    double ageSeconds() {
        Answered<T> known = newest;
        return known == null ? Double.NaN : age(known).toMillis() / 1_000.0;
    }

    private Duration age(Answered<T> known) {
        return Duration.ofNanos(nanos.getAsLong() - known.at());
    }
}
