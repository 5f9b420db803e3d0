package dev.crosscheck.event.pricing;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.crosscheck.event.InvalidEventException;
import java.math.BigDecimal;

/**
 * A price: US dollars per million tokens, exact. JSON holds it as a string, so that no reader
 * turns it into a binary fraction.
 *
 * @param amount zero or more, without trailing zeros, so that equal prices are equal
 */
public record UsdPerMtok(BigDecimal amount) implements Comparable<UsdPerMtok> {

    /** $0.000000001 per million tokens; the smallest real price is about a million times that. */
    public static final int MAX_DECIMALS = 9;

    /** A billion dollars per million tokens: more than any typing error, and room in numeric(19, 9). */
    public static final BigDecimal MAX = new BigDecimal("1000000000");

    private static final String EXPECTED =
            "0 to " + MAX + " USD per million tokens with at most " + MAX_DECIMALS + " decimals";

    public static final UsdPerMtok ZERO = new UsdPerMtok(BigDecimal.ZERO);

    public UsdPerMtok {
        // Signs and sizes first: stripping the zeros of 1e999999999 would not end.
        if (amount.signum() < 0 || amount.precision() - (long) amount.scale() > 10 || amount.scale() > 60) {
            throw new InvalidEventException("price", amount, EXPECTED);
        }
        BigDecimal stripped = amount.stripTrailingZeros();
        if (stripped.compareTo(MAX) > 0 || stripped.scale() > MAX_DECIMALS) {
            throw new InvalidEventException("price", amount, EXPECTED);
        }
        amount = stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    @JsonCreator
    public static UsdPerMtok of(String amount) {
        try {
            return new UsdPerMtok(new BigDecimal(amount));
        } catch (NumberFormatException _) {
            throw new InvalidEventException("price", amount, "a decimal number");
        }
    }

    public boolean isZero() {
        return amount.signum() == 0;
    }

    @Override
    public int compareTo(UsdPerMtok other) {
        return amount.compareTo(other.amount);
    }

    @JsonValue
    @Override
    public String toString() {
        return amount.toPlainString();
    }
}
