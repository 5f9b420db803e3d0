package dev.crosscheck.comparison.page;

import dev.crosscheck.event.pricing.UsdPerMtok;
import java.math.BigDecimal;

/**
 * The price of a million tokens of which a stated share is input: {@code share × input + (1 − share) ×
 * output}, exact. Example at 70/30: 0.7 × $0.027 + 0.3 × $0.20 = $0.0789.
 */
public final class BlendedPrice {

    /**
     * @param inputPercent 0 to 100
     */
    public static BigDecimal of(UsdPerMtok input, UsdPerMtok output, int inputPercent) {
        BigDecimal hundredfold = input.amount()
                .multiply(BigDecimal.valueOf(inputPercent))
                .add(output.amount().multiply(BigDecimal.valueOf(100L - inputPercent)));
        return Decimals.stripped(hundredfold.movePointLeft(2));
    }

    private BlendedPrice() {}
}
