package dev.crosscheck.measure;

import java.util.ArrayList;
import java.util.List;

/** Values of one figure as they come, round by round. */
final class Samples {

    private final List<Double> values = new ArrayList<>();

    void add(double value) {
        values.add(value);
    }

    /** The value added last. */
    double last() {
        return values.getLast();
    }

    /** @throws IllegalStateException if there is none */
    Series series() {
        if (values.isEmpty()) {
            throw new IllegalStateException("rounds: none (expected: one at least)");
        }
        return new Series(values.stream().mapToDouble(Double::doubleValue).toArray());
    }
}
