package dev.crosscheck.pricing.quarantine;

import java.math.BigDecimal;

/**
 * What a source is trusted with.
 *
 * @param trustedMove      how many times the input or output price may rise or fall at once
 * @param trustedOtherMove likewise for every other price: cached, batch, long prompts, audio
 * @param unitTolerance    how many times a move may differ from a power of 1,000 and still be a mistaken unit
 * @param lowestPrice      US dollars per million tokens: no price above zero is lower
 * @param highestPrice     US dollars per million tokens: no price is higher
 * @param outOfLine        how many times a price may differ from the median of the other providers of the model, or of
 *                         the other routes of its provider
 * @param contradiction    how many times the input or output price may differ from what other sources say of the
 *                         very same offer
 * @param otherContradiction likewise for every other price
 * @param condition        how many times a price of a tier, of long prompts or of some hours may differ from the price
 *                         of the same thing in an ordinary request
 */
public record Thresholds(
        BigDecimal trustedMove,
        BigDecimal trustedOtherMove,
        BigDecimal unitTolerance,
        BigDecimal lowestPrice,
        BigDecimal highestPrice,
        BigDecimal outOfLine,
        BigDecimal contradiction,
        BigDecimal otherContradiction,
        BigDecimal condition) {

    public Thresholds {
        requireFactor("trusted-move", trustedMove);
        requireFactor("trusted-other-move", trustedOtherMove);
        requireFactor("unit-tolerance", unitTolerance);
        requireFactor("out-of-line", outOfLine);
        requireFactor("contradiction", contradiction);
        requireFactor("other-contradiction", otherContradiction);
        requireFactor("condition", condition);
        if (lowestPrice.signum() < 0 || lowestPrice.compareTo(highestPrice) >= 0) {
            throw new IllegalArgumentException("lowest-price: " + lowestPrice
                    + " (expected: zero or more, and below highest-price, " + highestPrice + ")");
        }
    }

    private static void requireFactor(String name, BigDecimal factor) {
        if (factor.compareTo(BigDecimal.ONE) <= 0) {
            throw new IllegalArgumentException(name + ": " + factor + " (expected: a factor above 1)");
        }
    }
}
