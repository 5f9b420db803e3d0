package dev.crosscheck.event;

import dev.crosscheck.event.catalog.FieldType;
import dev.crosscheck.event.catalog.Unit;
import dev.crosscheck.event.pricing.Rate;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How far apart two sources may be before they disagree, by what they speak of. A source's rounding is no
 * disagreement.
 *
 * @param price of any component, US dollars per million tokens
 * @param count of whole numbers such as context windows
 * @param score of benchmark scores
 */
public record Tolerances(Tolerance price, Tolerance count, Tolerance score) {

    /**
     * @param points how far apart scores may be that are counted in percent or points; null for what has none
     * @param share  how far apart other numbers may be, as a share of the larger
     * @param why    what would be called a disagreement that is none, were it less
     */
    public record Tolerance(@Nullable BigDecimal points, BigDecimal share, String why) {

        public Tolerance {
            if (share.signum() < 0 || share.compareTo(BigDecimal.ONE) > 0) {
                throw new IllegalArgumentException("share: " + share + " (expected: 0 to 1)");
            }
            if (points != null && points.signum() < 0) {
                throw new IllegalArgumentException("points: " + points + " (expected: 0 or more)");
            }
        }

        boolean isExceeded(BigDecimal one, BigDecimal other) {
            return apart(one, other).compareTo(share) > 0;
        }
    }

    /** How far apart two numbers are, as a share of the larger: 3 and 4 are 0.25 apart; zero and zero are not. */
    public static BigDecimal apart(BigDecimal one, BigDecimal other) {
        BigDecimal larger = one.abs().max(other.abs());
        return larger.signum() == 0
                ? BigDecimal.ZERO
                : one.subtract(other).abs().divide(larger, MathContext.DECIMAL64);
    }

    /**
     * Whether two values of a field say different things: a vaguer date is no other date, a text in other
     * letters is no other text.
     */
    public boolean disagree(FieldType type, String one, String other) {
        return switch (type) {
            case FieldType.Count _ -> count.isExceeded(new BigDecimal(one), new BigDecimal(other));
            case FieldType.Date _ -> !one.startsWith(other) && !other.startsWith(one);
            case FieldType.Text _ -> !one.toLowerCase(Locale.ROOT).equals(other.toLowerCase(Locale.ROOT));
            default -> !one.equals(other);
        };
    }

    /**
     * Whether another score is too far from the chosen one.
     *
     * @param low  where the interval begins that the chosen source states; null if it states none
     * @param high where it ends
     */
    public boolean disagree(
            Unit unit, BigDecimal chosen, @Nullable BigDecimal low, @Nullable BigDecimal high, BigDecimal other) {
        if (low != null && high != null && other.compareTo(low) >= 0 && other.compareTo(high) <= 0) {
            return false;
        }
        BigDecimal points = score.points();
        boolean counted = unit == Unit.PERCENT || unit == Unit.POINTS;
        return counted && points != null
                ? chosen.subtract(other).abs().compareTo(points) > 0
                : score.isExceeded(chosen, other);
    }

    /** Whether two quotes have a price of an ordinary request for the same component that is not the same. */
    public boolean disagree(List<Rate> one, List<Rate> other) {
        return one.stream()
                .filter(Rate::isUnconditional)
                .anyMatch(rate -> other.stream()
                        .filter(Rate::isUnconditional)
                        .anyMatch(quoted -> rate.component() == quoted.component()
                                && price.isExceeded(
                                        rate.price().amount(), quoted.price().amount())));
    }
}
