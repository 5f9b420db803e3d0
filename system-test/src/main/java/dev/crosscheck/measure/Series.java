package dev.crosscheck.measure;

import java.util.Arrays;
import java.util.Locale;

/**
 * One figure, measured several times.
 *
 * @param values in the order of measurement; at least one
 */
record Series(double... values) {

    double median() {
        return percentile(50);
    }

    double min() {
        return Arrays.stream(values).min().orElseThrow();
    }

    double max() {
        return Arrays.stream(values).max().orElseThrow();
    }

    /**
     * The least value that so many percent of the values do not exceed.
     *
     * @param percent more than 0, at most 100
     */
    double percentile(double percent) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[(int) Math.ceil(percent / 100 * sorted.length) - 1];
    }

    /** Median, least and greatest: {@code 2.21 (2.05 to 3.40)}; of a single value that alone. */
    String show(String format) {
        if (values.length == 1) {
            return String.format(Locale.ROOT, format, values[0]);
        }
        return String.format(Locale.ROOT, format + " (" + format + " to " + format + ")", median(), min(), max());
    }
}
