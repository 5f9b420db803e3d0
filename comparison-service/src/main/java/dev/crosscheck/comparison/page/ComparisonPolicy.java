package dev.crosscheck.comparison.page;

import dev.crosscheck.event.SourcePolicy;
import java.math.BigDecimal;
import java.util.List;

/**
 * The assumptions behind derived numbers. Each stands on the page beside the number that needs it.
 *
 * @param traffic             what monthly costs are computed for
 * @param blendInputPercent   the share of input tokens in a blended price; the rest is output
 * @param conflictTolerance   by how much a route may serve more than its model is listed with, as a share of the
 *                            larger number, before the two contradict each other; as the source policy has it
 * @param workloads           the scales at which costs are shown side by side, smallest first
 */
public record ComparisonPolicy(
        Traffic traffic, int blendInputPercent, BigDecimal conflictTolerance, List<Traffic> workloads) {

    public static final ComparisonPolicy DEFAULT = new ComparisonPolicy(
            new Traffic(800_000_000, 250_000_000),
            70,
            SourcePolicy.standard().tolerances().count().share(),
            List.of(
                    new Traffic(1_000_000, 250_000),
                    new Traffic(5_000_000, 2_000_000),
                    new Traffic(20_000_000, 10_000_000),
                    new Traffic(100_000_000, 60_000_000)));

    public ComparisonPolicy {
        if (blendInputPercent < 0 || blendInputPercent > 100) {
            throw new IllegalArgumentException("blendInputPercent: " + blendInputPercent + " (expected: 0 to 100)");
        }
        workloads = List.copyOf(workloads);
    }

    /** The same assumptions for another traffic, as a reader may ask for. */
    public ComparisonPolicy withTraffic(Traffic other) {
        return new ComparisonPolicy(other, blendInputPercent, conflictTolerance, workloads);
    }

    /** Such as {@code 70/30}. */
    String blendText() {
        return blendInputPercent + "/" + (100 - blendInputPercent);
    }
}
