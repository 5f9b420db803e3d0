package dev.crosscheck.measure;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One thing measured, beside its baseline.
 *
 * @param what     was measured: {@code p50 of event to page}
 * @param unit     of both series
 * @param format   of one value, for {@link String#format}
 * @param ours     a value for each round
 * @param baseline a value for each round, the rounds taking turns with ours; null if there is none
 * @param goal     that the medians are held against
 */
record Figure(
        String what,
        String unit,
        String format,
        Series ours,
        @Nullable Series baseline,
        Goal goal) {

    Figure {
        if (baseline == null
                && (goal instanceof Goal.AtMostTimes
                        || goal instanceof Goal.AtLeastTimes
                        || goal instanceof Goal.TimesLess)) {
            throw new IllegalArgumentException("baseline: none (expected: one, for the goal " + goal.show() + ")");
        }
    }

    /** Without baseline and goal. */
    static Figure alone(String what, String unit, String format, Series ours) {
        return new Figure(what, unit, format, ours, null, Goal.NONE);
    }

    /** What the goal is held against; of medians. */
    double compared() {
        return goal.compared(ours.median(), baseline == null ? Double.NaN : baseline.median());
    }

    boolean isMet() {
        return goal.isMet(compared());
    }

    /** {@code met}, {@code **missed**}, or nothing if there is no goal. */
    String verdict() {
        return goal instanceof Goal.None ? "" : isMet() ? "met" : "**missed**";
    }

    String showOurs() {
        return ours.show(format);
    }

    String showBaseline() {
        return baseline == null ? "" : baseline.show(format);
    }

    /** The ratio that the goal speaks of; ours to the baseline if it speaks of none; nothing without baseline. */
    String showRatio() {
        if (baseline == null) {
            return "";
        }
        boolean inGoal = !(goal instanceof Goal.AtMost || goal instanceof Goal.AtLeast || goal instanceof Goal.None);
        double ratio = inGoal ? compared() : ours.median() / baseline.median();
        String number = ratio >= 100
                ? String.format(Locale.ROOT, "%,.0f×", ratio)
                : String.format(Locale.ROOT, ratio >= 10 ? "%.1f×" : "%.2f×", ratio);
        return goal instanceof Goal.TimesLess ? number + " less" : number;
    }
}
