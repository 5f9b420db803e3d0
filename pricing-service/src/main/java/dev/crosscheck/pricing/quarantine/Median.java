package dev.crosscheck.pricing.quarantine;

import java.math.BigDecimal;
import java.util.List;

/**
 * The middle of several prices, US dollars per million tokens.
 *
 * @param low  the median; of an even number of prices the lower of the two in the middle
 * @param high likewise the higher: of two prices nobody could say which is the usual one
 */
record Median(BigDecimal low, BigDecimal high) {

    /** @param prices at least one */
    static Median of(List<BigDecimal> prices) {
        List<BigDecimal> sorted = prices.stream().sorted().toList();
        return new Median(sorted.get((sorted.size() - 1) / 2), sorted.get(sorted.size() / 2));
    }

    /** Whether the price is more than {@code factor} times higher or lower. */
    boolean isFarFrom(BigDecimal price, BigDecimal factor) {
        return price.compareTo(high.multiply(factor)) > 0
                || price.multiply(factor).compareTo(low) < 0;
    }

    /** Whichever of the two is nearer to a price that is far from both. */
    BigDecimal nearestTo(BigDecimal price) {
        return price.compareTo(high) > 0 ? high : low;
    }
}
