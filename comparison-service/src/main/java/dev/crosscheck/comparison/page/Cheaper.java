package dev.crosscheck.comparison.page;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * How much cheaper the lower of two amounts is: {@code 1 − low / high}, never above 100%. $0.10 against
 * $0.30 is 66.7% cheaper. From 80% on, where percentages stop telling much, also {@code high / low}: $0.10
 * against $0.90 is 88.9% cheaper, the higher being about 9 times the lower.
 *
 * @param low  the smaller amount
 * @param high the larger amount
 */
public record Cheaper(BigDecimal low, BigDecimal high) {

    private static final BigDecimal TELLING = new BigDecimal("0.8");
    private static final MathContext EXACT_ENOUGH = MathContext.DECIMAL64;

    public Cheaper {
        if (low.signum() < 0 || low.compareTo(high) >= 0) {
            throw new IllegalArgumentException("low: " + low + " (expected: at least 0 and less than " + high + ")");
        }
    }

    /** In any order, but not equal. */
    static Cheaper of(BigDecimal one, BigDecimal other) {
        return one.compareTo(other) < 0 ? new Cheaper(one, other) : new Cheaper(other, one);
    }

    /** 0 to 1. */
    public BigDecimal share() {
        return BigDecimal.ONE.subtract(low.divide(high, EXACT_ENOUGH));
    }

    /**
     * Such as {@code 66.7% cheaper} or {@code 88.9% cheaper; the higher is about 9 times the lower}. Nothing
     * has a percentage of zero, so an amount of zero reads {@code nothing to pay}.
     */
    public String text() {
        if (low.signum() == 0) {
            return "nothing to pay";
        }
        BigDecimal share = share();
        String percent = Percent.of(share) + " cheaper";
        return share.compareTo(TELLING) <= 0
                ? percent
                : percent + "; the higher is about " + times() + " times the lower";
    }

    /** {@code high / low} to one decimal below ten and to whole numbers from there on, half up. */
    String times() {
        BigDecimal times = high.divide(low, EXACT_ENOUGH);
        return Decimals.plain(times.setScale(times.compareTo(BigDecimal.TEN) < 0 ? 1 : 0, RoundingMode.HALF_UP));
    }
}
