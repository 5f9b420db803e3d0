package dev.crosscheck.comparison.page;

import dev.crosscheck.event.pricing.UsdPerMtok;
import java.math.BigDecimal;

/**
 * What a mix of input and output costs on one route.
 *
 * @param amount US dollars per million tokens, exact
 * @param price  the same as the nearest amount that a price can be
 * @param sum    written out, such as {@code 0.7 × $0.027 + 0.3 × $0.20 = $0.0789}
 */
record Blend(BigDecimal amount, UsdPerMtok price, String sum) {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    static Blend of(CheapestRoute route, ComparisonPolicy policy) {
        BigDecimal amount = BlendedPrice.of(route.input(), route.output(), policy.blendInputPercent());
        BigDecimal input = BigDecimal.valueOf(policy.blendInputPercent()).divide(HUNDRED);
        return new Blend(
                amount,
                Decimals.toPrice(amount),
                Decimals.plain(input) + " × " + route.inputText() + " + "
                        + Decimals.plain(BigDecimal.ONE.subtract(input)) + " × " + route.outputText() + " = "
                        + Usd.exact(amount));
    }
}
