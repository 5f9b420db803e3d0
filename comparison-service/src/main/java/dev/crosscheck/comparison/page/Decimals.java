package dev.crosscheck.comparison.page;

import dev.crosscheck.event.pricing.UsdPerMtok;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Exact decimals as text: a point for fractions, commas between thousands, whatever the locale. */
final class Decimals {

    /** Without trailing zeros: {@code 1,287.5}. */
    static String plain(BigDecimal value) {
        return grouped(stripped(value).toPlainString());
    }

    /** At a given number of decimals, which must hold the value: {@code 20.0}. */
    static String atScale(BigDecimal value, int decimals) {
        return grouped(value.setScale(decimals).toPlainString());
    }

    /** The value without trailing zeros, and never with a negative scale. */
    static BigDecimal stripped(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    /** The nearest amount that a price can be, half up. */
    static UsdPerMtok toPrice(BigDecimal amount) {
        return new UsdPerMtok(
                amount.scale() <= UsdPerMtok.MAX_DECIMALS
                        ? amount
                        : amount.setScale(UsdPerMtok.MAX_DECIMALS, RoundingMode.HALF_UP));
    }

    /** Commas between the thousands of a plain number. */
    static String grouped(String plain) {
        int start = plain.startsWith("-") ? 1 : 0;
        int point = plain.indexOf('.');
        int end = point < 0 ? plain.length() : point;
        if (end - start <= 3) {
            return plain;
        }
        StringBuilder grouped = new StringBuilder(plain.length() + 6).append(plain, 0, start);
        for (int i = start; i < end; i++) {
            if (i > start && (end - i) % 3 == 0) {
                grouped.append(',');
            }
            grouped.append(plain.charAt(i));
        }
        return grouped.append(plain, end, plain.length()).toString();
    }

    private Decimals() {}
}
