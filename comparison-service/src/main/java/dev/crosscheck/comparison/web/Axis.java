package dev.crosscheck.comparison.web;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** A scale from values to places on a picture. StrictMath, so that every machine draws the same. */
final class Axis {

    private static final int[] STEPS = {1, 2, 5};
    private static final int MOST_TICKS = 7;

    private final boolean logarithmic;
    private final double from;
    private final double until;
    private final double start;
    private final double end;

    private Axis(boolean logarithmic, double from, double until, double start, double end) {
        this.logarithmic = logarithmic;
        this.from = from;
        this.until = until;
        this.start = start;
        this.end = end;
    }

    /**
     * Equal ratios are equal lengths.
     *
     * @param least above zero
     * @param start where the least value is drawn, but for some room
     */
    static Axis logarithmic(double least, double most, double start, double end) {
        double room = Math.max(0.15, (StrictMath.log10(most) - StrictMath.log10(least)) * 0.04);
        return new Axis(true, StrictMath.log10(least) - room, StrictMath.log10(most) + room, start, end);
    }

    /** Equal differences are equal lengths. */
    static Axis linear(double least, double most, double start, double end) {
        double room = most > least ? (most - least) * 0.08 : Math.max(1, Math.abs(most) * 0.1);
        return new Axis(false, least - room, most + room, start, end);
    }

    long place(double value) {
        double at = logarithmic ? StrictMath.log10(value) : value;
        return Math.round(start + (at - from) / (until - from) * (end - start));
    }

    /** Round values in range, 1, 2 or 5 times a power of ten, at most eight. */
    List<BigDecimal> ticks() {
        return logarithmic ? decades() : steps();
    }

    private List<BigDecimal> decades() {
        List<BigDecimal> all = new ArrayList<>();
        List<BigDecimal> whole = new ArrayList<>();
        for (int exponent = (int) Math.floor(from); exponent <= Math.ceil(until); exponent++) {
            for (int step : STEPS) {
                BigDecimal value = BigDecimal.valueOf(step).scaleByPowerOfTen(exponent);
                double at = StrictMath.log10(value.doubleValue());
                if (at >= from && at <= until) {
                    all.add(value);
                    if (step == 1) {
                        whole.add(value);
                    }
                }
            }
        }
        return all.size() > MOST_TICKS ? whole : all;
    }

    private List<BigDecimal> steps() {
        BigDecimal size = stepSize();
        List<BigDecimal> ticks = new ArrayList<>();
        BigDecimal value =
                BigDecimal.valueOf(Math.ceil(from / size.doubleValue())).multiply(size);
        while (value.doubleValue() <= until) {
            ticks.add(value.signum() == 0 ? BigDecimal.ZERO : plain(value));
            value = value.add(size);
        }
        return ticks;
    }

    /** The smallest round step that needs no more than {@link #MOST_TICKS}. */
    private BigDecimal stepSize() {
        int exponent = (int) Math.floor(StrictMath.log10((until - from) / MOST_TICKS));
        for (int step : STEPS) {
            BigDecimal size = BigDecimal.valueOf(step).scaleByPowerOfTen(exponent);
            if ((until - from) / size.doubleValue() <= MOST_TICKS) {
                return size;
            }
        }
        return BigDecimal.ONE.scaleByPowerOfTen(exponent + 1);
    }

    private static BigDecimal plain(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
