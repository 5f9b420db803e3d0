package dev.crosscheck.comparison.page;

import dev.crosscheck.event.pricing.UsdPerMtok;
import java.math.BigDecimal;

/**
 * What a traffic costs on one route: {@code input tokens × input price + output tokens × output price},
 * exact. Example: 800M × $0.027 + 250M × $0.20 = $21.60 + $50 = $71.60. Both prices are of the same route.
 */
public final class MonthlyCost {

    private static final int MILLION = 6;

    /** US dollars, exact. */
    public static BigDecimal of(UsdPerMtok input, UsdPerMtok output, Traffic traffic) {
        return Decimals.stripped(of(input, traffic.inputTokens()).add(of(output, traffic.outputTokens())));
    }

    private static BigDecimal of(UsdPerMtok price, long tokens) {
        return price.amount().multiply(BigDecimal.valueOf(tokens)).movePointLeft(MILLION);
    }

    private MonthlyCost() {}
}
