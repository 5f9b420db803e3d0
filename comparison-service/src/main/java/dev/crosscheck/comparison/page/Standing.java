package dev.crosscheck.comparison.page;

import java.math.BigDecimal;

/**
 * Where a model stands on a row: an interval on a scale on which more is better. Two standings whose
 * intervals touch are a tie.
 */
record Standing(BigDecimal low, BigDecimal high) {

    static Standing higherIsBetter(BigDecimal value) {
        return new Standing(value, value);
    }

    static Standing lowerIsBetter(BigDecimal value) {
        return new Standing(value.negate(), value.negate());
    }

    /** Whether both are one value, and not merely intervals that touch. */
    boolean isSame(Standing other) {
        return low.compareTo(high) == 0 && low.compareTo(other.low) == 0 && high.compareTo(other.high) == 0;
    }

    boolean beats(Standing other) {
        return low.compareTo(other.high) > 0;
    }
}
