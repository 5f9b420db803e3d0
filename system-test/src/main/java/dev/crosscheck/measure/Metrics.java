package dev.crosscheck.measure;

import java.util.HashMap;
import java.util.Map;

/** Reads what Prometheus reads. */
final class Metrics {

    /**
     * The values of a text exposition by name. Those with labels are left out, and so is what is no number.
     *
     * @param text such as {@code crosscheck_pages_written_total 12.0}, line by line
     */
    static Map<String, Double> parse(String text) {
        Map<String, Double> values = new HashMap<>();
        for (String line : text.split("\n")) {
            int blank = line.indexOf(' ');
            if (line.startsWith("#") || line.contains("{") || blank < 0) {
                continue;
            }
            try {
                values.put(
                        line.substring(0, blank),
                        Double.parseDouble(line.substring(blank + 1).strip()));
            } catch (NumberFormatException _) {
                // Nothing that could be compared.
            }
        }
        return values;
    }

    /**
     * By how much a figure grew.
     *
     * @throws IllegalStateException if the service has no such figure
     */
    static double grown(String name, Map<String, Double> before, Map<String, Double> after) {
        return value(name, after) - value(name, before);
    }

    /** @throws IllegalStateException if the service has no such figure */
    static double value(String name, Map<String, Double> values) {
        Double value = values.get(name);
        if (value == null) {
            throw new IllegalStateException("metric: " + name + " is not there (expected: one of the service's)");
        }
        return value;
    }

    private Metrics() {}
}
