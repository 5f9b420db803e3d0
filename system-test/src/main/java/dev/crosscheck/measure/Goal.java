package dev.crosscheck.measure;

import java.util.Locale;

/** What a figure has to come to. */
sealed interface Goal {

    /** Ours ÷ baseline, at most: for what should be small, such as a time. */
    record AtMostTimes(double limit) implements Goal {}

    /** Ours ÷ baseline, at least: for what should be large, such as a rate. */
    record AtLeastTimes(double limit) implements Goal {}

    /** Baseline ÷ ours, at least: so many times less is needed. */
    record TimesLess(double limit) implements Goal {}

    /** Ours by itself, at most; in the figure's unit. */
    record AtMost(double limit) implements Goal {}

    /** Ours by itself, at least; in the figure's unit. */
    record AtLeast(double limit) implements Goal {}

    /** Nothing: the figure explains another. */
    record None() implements Goal {}

    Goal NONE = new None();

    /**
     * What is held against the limit.
     *
     * @return ours ÷ baseline, baseline ÷ ours or ours, as the goal has it; of medians
     */
    default double compared(double ours, double baseline) {
        return switch (this) {
            case AtMostTimes _, AtLeastTimes _ -> ours / baseline;
            case TimesLess _ -> baseline / ours;
            case AtMost _, AtLeast _, None _ -> ours;
        };
    }

    /** Whether what is {@link #compared} keeps to it. What is no number never does. */
    default boolean isMet(double compared) {
        return switch (this) {
            case AtMostTimes(double limit) -> compared <= limit;
            case AtMost(double limit) -> compared <= limit;
            case AtLeastTimes(double limit) -> compared >= limit;
            case TimesLess(double limit) -> compared >= limit;
            case AtLeast(double limit) -> compared >= limit;
            case None _ -> true;
        };
    }

    /** As it is printed; empty for none. */
    default String show() {
        return switch (this) {
            case AtMostTimes(double limit) -> "≤ " + number(limit) + "×";
            case AtLeastTimes(double limit) -> "≥ " + number(limit) + "×";
            case TimesLess(double limit) -> "≥ " + number(limit) + "× less";
            case AtMost(double limit) -> "≤ " + number(limit);
            case AtLeast(double limit) -> "≥ " + number(limit);
            case None _ -> "";
        };
    }

    private static String number(double limit) {
        return limit == Math.rint(limit)
                ? String.format(Locale.ROOT, "%,.0f", limit)
                : String.format(Locale.ROOT, "%.2f", limit);
    }
}
