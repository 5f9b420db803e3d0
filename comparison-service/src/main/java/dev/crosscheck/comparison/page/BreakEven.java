package dev.crosscheck.comparison.page;

import dev.crosscheck.event.pricing.UsdPerMtok;
import java.math.BigDecimal;
import java.math.MathContext;
import org.jspecify.annotations.Nullable;

/**
 * Where two routes cost the same.
 *
 * <p>By mix: with {@code r} input tokens for each output token a route costs {@code r × input + output}, so
 * two routes meet at {@code r = (output₁ − output₂) / (input₂ − input₁)}, if one is cheaper on input and the
 * other on output. Example: $1 and $5 against $2 and $3 meet at (5 − 3) / (2 − 1) = 2.
 *
 * <p>By cached share: at a traffic of {@code I} input tokens, of which a share {@code s} is read from cache,
 * a route costs {@code cost − s × I × (input − cacheRead)}, so two routes meet at {@code s = (cost₁ − cost₂) /
 * (I × (saving₁ − saving₂))}. Writing to the cache is not counted.
 */
public final class BreakEven {

    private static final MathContext EXACT_ENOUGH = MathContext.DECIMAL64;

    /**
     * Input tokens for each output token above which the first is the cheaper one.
     *
     * @return null unless the first is cheaper on input and dearer on output
     */
    public static @Nullable BigDecimal inputPerOutput(
            UsdPerMtok firstInput, UsdPerMtok firstOutput, UsdPerMtok secondInput, UsdPerMtok secondOutput) {
        BigDecimal saved = secondInput.amount().subtract(firstInput.amount());
        BigDecimal paid = firstOutput.amount().subtract(secondOutput.amount());
        return saved.signum() > 0 && paid.signum() > 0 ? paid.divide(saved, EXACT_ENOUGH) : null;
    }

    /**
     * The share of input read from cache from which on the other route is cheaper.
     *
     * @param gap         how much dearer the one route is without a cache, in dollars, more than 0
     * @param savedByDear  what it saves if all input is read from cache
     * @param savedByCheap what the cheaper one saves then
     * @return more than 0 and less than 1; null if the cheaper one stays so
     */
    public static @Nullable BigDecimal cachedShare(BigDecimal gap, BigDecimal savedByDear, BigDecimal savedByCheap) {
        BigDecimal gained = savedByDear.subtract(savedByCheap);
        return gap.signum() > 0 && gained.compareTo(gap) > 0 ? gap.divide(gained, EXACT_ENOUGH) : null;
    }

    private BreakEven() {}
}
