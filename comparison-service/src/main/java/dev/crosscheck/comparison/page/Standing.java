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

    boolean beats(Standing other) {
        return low.compareTo(other.high) > 0;
    }
}
