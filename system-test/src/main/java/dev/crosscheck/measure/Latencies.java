package dev.crosscheck.measure;

import org.HdrHistogram.Histogram;

/** Durations, counted to three digits. What took longer than a minute counts as a minute. */
final class Latencies {

    private static final long HIGHEST = 60_000_000_000L;
    private static final int DIGITS = 3;

    private final Histogram histogram = new Histogram(HIGHEST, DIGITS);

    void add(long nanos) {
        histogram.recordValue(Math.clamp(nanos, 0, HIGHEST));
    }

    void add(Latencies others) {
        histogram.add(others.histogram);
    }

    long count() {
        return histogram.getTotalCount();
    }

    /**
     * Milliseconds that so many percent do not exceed.
     *
     * @param percent such as 99.9
     */
    double millis(double percent) {
        return histogram.getValueAtPercentile(percent) / 1e6;
    }
}
