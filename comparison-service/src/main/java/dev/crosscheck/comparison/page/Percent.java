package dev.crosscheck.comparison.page;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Shares as text, to one decimal, half up. A share that is not whole is never rounded to nothing or to all. */
final class Percent {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final BigDecimal LEAST = new BigDecimal("0.1");
    private static final BigDecimal MOST = new BigDecimal("99.9");

    /** @param share 0 to 1 */
    static String of(BigDecimal share) {
        BigDecimal percent = share.multiply(HUNDRED).setScale(1, RoundingMode.HALF_UP);
        if (percent.signum() == 0 && share.signum() != 0) {
            return "less than " + LEAST + "%";
        }
        if (percent.compareTo(HUNDRED) == 0 && share.compareTo(BigDecimal.ONE) != 0) {
            return "more than " + MOST + "%";
        }
        return Decimals.plain(percent) + "%";
    }

    private Percent() {}
}
