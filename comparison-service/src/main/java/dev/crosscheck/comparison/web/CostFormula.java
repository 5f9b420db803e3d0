package dev.crosscheck.comparison.web;

import dev.crosscheck.comparison.page.Tokens;
import dev.crosscheck.comparison.page.Usd;
import dev.crosscheck.comparison.reading.Workload;
import dev.crosscheck.comparison.reading.WorkloadCosts.RouteCost;
import dev.crosscheck.event.pricing.UsdPerMtok;
import java.math.BigDecimal;

/** Spells out how a cost was computed, so that anyone can do it again. */
final class CostFormula {

    /**
     * Such as {@code 400M × $0.10 + 400M cached × $0.01 + 250M × $0.40}; prices are per million tokens.
     */
    static String of(RouteCost route, Workload workload) {
        BigDecimal input = BigDecimal.valueOf(workload.traffic().inputTokens());
        BigDecimal cached = input.multiply(workload.cachedShare());
        UsdPerMtok cacheRead = route.cacheRead();
        StringBuilder formula = new StringBuilder();
        if (cached.signum() == 0 || cacheRead == null) {
            // A route without a price for cached tokens charges them like all others.
            formula.append(term(input, "", route.input()));
        } else {
            formula.append(term(input.subtract(cached), "", route.input()))
                    .append(" + ")
                    .append(term(cached, " cached", cacheRead));
        }
        return formula.append(" + ")
                .append(term(BigDecimal.valueOf(workload.traffic().outputTokens()), "", route.output()))
                .toString();
    }

    private static String term(BigDecimal tokens, String kind, UsdPerMtok price) {
        BigDecimal stripped = tokens.stripTrailingZeros();
        String count = stripped.scale() <= 0 ? Tokens.compact(stripped.longValueExact()) : stripped.toPlainString();
        return count + kind + " × " + Usd.exact(price);
    }

    private CostFormula() {}
}
