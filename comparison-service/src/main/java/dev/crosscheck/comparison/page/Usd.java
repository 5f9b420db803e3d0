package dev.crosscheck.comparison.page;

import dev.crosscheck.event.pricing.UsdPerMtok;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * US dollars as text, exact: a reader who computes with what is printed gets what is printed. Whole
 * dollars have no decimals, others at least two: {@code $2,415}, {@code $71.60}, {@code $0.027}.
 */
public final class Usd {

    private static final int MAX_DECIMALS_OF_A_COST = 4;
    private static final MathContext FOUR_DIGITS = new MathContext(4, RoundingMode.HALF_UP);

    /** Every digit. */
    public static String exact(BigDecimal dollars) {
        return stripped(Decimals.stripped(dollars));
    }

    private static String stripped(BigDecimal stripped) {
        String text = stripped.scale() == 0 ? Decimals.plain(stripped) : twoDecimalsAtLeast(stripped);
        return text.startsWith("-") ? "-$" + text.substring(1) : "$" + text;
    }

    /** A price without its unit, exact: {@code $0.027}. */
    public static String exact(UsdPerMtok price) {
        return exact(price.amount());
    }

    /**
     * A sum of money. Exact up to four decimals; beyond that {@code about}, to the cent from one
     * dollar on and to four significant digits below.
     */
    public static String cost(BigDecimal dollars) {
        BigDecimal stripped = Decimals.stripped(dollars);
        return stripped.scale() > MAX_DECIMALS_OF_A_COST ? "about " + rounded(stripped) : stripped(stripped);
    }

    /** The same without saying so. */
    static String rounded(BigDecimal dollars) {
        BigDecimal stripped = Decimals.stripped(dollars);
        if (stripped.scale() <= MAX_DECIMALS_OF_A_COST) {
            return stripped(stripped);
        }
        return exact(
                stripped.compareTo(BigDecimal.ONE) >= 0
                        ? stripped.setScale(2, RoundingMode.HALF_UP)
                        : stripped.round(FOUR_DIGITS));
    }

    private static String twoDecimalsAtLeast(BigDecimal stripped) {
        return Decimals.grouped(
                stripped.scale() == 1 ? stripped.setScale(2).toPlainString() : stripped.toPlainString());
    }

    private Usd() {}
}
