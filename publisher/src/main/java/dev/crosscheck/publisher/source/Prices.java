package dev.crosscheck.publisher.source;

import dev.crosscheck.event.InvalidEventException;
import dev.crosscheck.event.pricing.PriceUnit;
import dev.crosscheck.event.pricing.UsdPerMtok;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Upstream's prices in US dollars per million tokens, in one form for equal prices. */
public final class Prices {

    /** More than a binary fraction is off by, less than a price can mean. */
    private static final BigDecimal BINARY_NOISE = new BigDecimal("1e-12");

    /** A millionth of the price: what rounding may take off it without changing what anybody pays. */
    private static final BigDecimal ROUNDING = new BigDecimal("1e-6");

    /**
     * Converts exactly. What upstream's binary arithmetic has added is taken off: 0.14 becomes
     * 0.13999999999999999, a twelfth of a dollar 0.08333333333333334. Ours have nine decimals.
     *
     * @param field  upstream's field, for the error
     * @param amount in {@code unit}
     * @throws InvalidEventException if nine decimals would change what it means, or no price has its size
     */
    public static BigDecimal usdPerMtok(String field, BigDecimal amount, PriceUnit unit, Mapping.Notes notes) {
        requireSize(field, amount);
        BigDecimal converted = unit == PriceUnit.USD_PER_MILLION_TOKENS ? amount : amount.multiply(perMillion(unit));
        try {
            return new UsdPerMtok(rounded(converted, notes)).amount();
        } catch (InvalidEventException e) {
            throw new InvalidEventException(field, amount, e.expected());
        }
    }

    /** Before any arithmetic: adding to 1e999999999 would not end. */
    private static void requireSize(String field, BigDecimal amount) {
        if (amount.precision() - (long) amount.scale() > 20 || amount.scale() > 60) {
            throw new InvalidEventException(field, amount, "0 to " + UsdPerMtok.MAX + " USD per million tokens");
        }
    }

    private static BigDecimal perMillion(PriceUnit unit) {
        return switch (unit) {
            case USD_PER_MILLION_TOKENS -> BigDecimal.ONE;
            case USD_PER_THOUSAND_TOKENS -> new BigDecimal("1000");
            case USD_PER_TOKEN -> new BigDecimal("1000000");
            case US_CENTS_PER_TOKEN -> new BigDecimal("10000");
        };
    }

    /** The amount as it is, if nine decimals would change what it means. */
    private static BigDecimal rounded(BigDecimal amount, Mapping.Notes notes) {
        if (amount.stripTrailingZeros().scale() <= UsdPerMtok.MAX_DECIMALS) {
            return amount;
        }
        BigDecimal rounded = amount.setScale(UsdPerMtok.MAX_DECIMALS, RoundingMode.HALF_EVEN);
        BigDecimal error = rounded.subtract(amount).abs();
        if (error.compareTo(amount.abs().multiply(ROUNDING)) > 0) {
            return amount;
        }
        notes.repaired(
                error.compareTo(BINARY_NOISE) <= 0
                        ? "binary rounding taken off a price"
                        : "price rounded to nine decimals");
        return rounded;
    }

    private Prices() {}
}
