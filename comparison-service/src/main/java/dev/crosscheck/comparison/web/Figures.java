package dev.crosscheck.comparison.web;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;

/** Numbers as they are printed: the same everywhere, in no locale but English. */
final class Figures {

    private record Scale(BigDecimal one, String sign) {}

    private static final List<Scale> SCALES = List.of(
            new Scale(new BigDecimal("1000000000000"), "T"),
            new Scale(new BigDecimal("1000000000"), "B"),
            new Scale(new BigDecimal("1000000"), "M"),
            new Scale(new BigDecimal("1000"), "K"));

    private static final MathContext FOUR_DIGITS = new MathContext(4, RoundingMode.HALF_EVEN);

    /** Exactly as given, with at least two decimals: $0.027, $2.40, $105.00. */
    static String usd(BigDecimal amount) {
        BigDecimal stripped = amount.stripTrailingZeros();
        return "$" + grouped(stripped.scale() < 2 ? stripped.setScale(2) : stripped);
    }

    /** To the cent, half even: what a bill would say. */
    static String usdToTheCent(BigDecimal amount) {
        return "$" + grouped(amount.setScale(2, RoundingMode.HALF_EVEN));
    }

    /** Four digits and a scale: 1.23B, 141B, 70.6B. */
    static String count(BigDecimal count) {
        for (Scale scale : SCALES) {
            if (count.compareTo(scale.one()) >= 0) {
                return count.divide(scale.one(), FOUR_DIGITS)
                                .stripTrailingZeros()
                                .toPlainString()
                        + scale.sign();
            }
        }
        return count.toPlainString();
    }

    /** All digits, in groups of three: 128,000. */
    static String grouped(BigDecimal number) {
        String plain = number.toPlainString();
        int end = plain.indexOf('.') < 0 ? plain.length() : plain.indexOf('.');
        StringBuilder grouped = new StringBuilder(plain);
        int first = plain.startsWith("-") ? 1 : 0;
        for (int at = end - 3; at > first; at -= 3) {
            grouped.insert(at, ',');
        }
        return grouped.toString();
    }

    static String grouped(long number) {
        return grouped(BigDecimal.valueOf(number));
    }

    private Figures() {}
}
