package dev.crosscheck.comparison.page;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Numbers of tokens and parameters as text. K is 1,000, M is 1,000,000, B is 1,000,000,000 and
 * T is 1,000,000,000,000, here and everywhere on a page: 128K tokens are 128,000, and 131,072 tokens are
 * never called 128K.
 */
public final class Tokens {

    private static final long K = 1_000;
    private static final long M = 1_000_000;
    private static final long B = 1_000_000_000;
    private static final long T = 1_000_000_000_000L;
    private static final MathContext THREE_DIGITS = new MathContext(3, RoundingMode.HALF_UP);

    /** Every digit: {@code 131,072}. */
    public static String exact(long tokens) {
        return Decimals.grouped(Long.toString(tokens));
    }

    /** Short where it loses nothing: {@code 800M}, {@code 250K}, {@code 1,500}. */
    public static String compact(long tokens) {
        if (tokens >= M && tokens % M == 0) {
            return exact(tokens / M) + "M";
        }
        if (tokens >= 10 * K && tokens % K == 0) {
            return exact(tokens / K) + "K";
        }
        return exact(tokens);
    }

    /** Every digit, and the short form beside it from 10,000 on: {@code 131,072 (131K)}. */
    public static String withShort(long tokens) {
        return tokens < 10 * K ? exact(tokens) : exact(tokens) + " (" + rounded(tokens) + ")";
    }

    /** The same with the word: {@code 131,072 (131K) tokens}, {@code 1 token}. */
    static String counted(long tokens) {
        return withShort(tokens) + (tokens == 1 ? " token" : " tokens");
    }

    /** Three significant digits: {@code 1.23B}, {@code 131K}, {@code 1.05M}. */
    public static String rounded(long count) {
        BigDecimal value = BigDecimal.valueOf(count).round(THREE_DIGITS);
        long unit = value.compareTo(BigDecimal.valueOf(T)) >= 0
                ? T
                : value.compareTo(BigDecimal.valueOf(B)) >= 0
                        ? B
                        : value.compareTo(BigDecimal.valueOf(M)) >= 0
                                ? M
                                : value.compareTo(BigDecimal.valueOf(K)) >= 0 ? K : 1;
        String suffix = unit == T ? "T" : unit == B ? "B" : unit == M ? "M" : unit == K ? "K" : "";
        return Decimals.plain(value.divide(BigDecimal.valueOf(unit))) + suffix;
    }

    private Tokens() {}
}
