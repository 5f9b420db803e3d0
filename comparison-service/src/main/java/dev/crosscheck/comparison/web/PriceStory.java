package dev.crosscheck.comparison.web;

import dev.crosscheck.comparison.page.Usd;
import dev.crosscheck.event.pricing.PriceSheet.PricePoint;
import dev.crosscheck.event.pricing.UsdPerMtok;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What happened at each point of a price history, in words: the price moved, or an earlier figure was
 * wrong. Pure.
 */
final class PriceStory {

    /**
     * @param history oldest first
     * @return one sentence for each point, in the same order; null where the history begins
     */
    static List<@Nullable String> of(List<PricePoint> history) {
        List<@Nullable String> sentences = new ArrayList<>();
        PricePoint before = null;
        for (PricePoint point : history) {
            sentences.add(sentence(before, point));
            before = point;
        }
        return sentences;
    }

    private static @Nullable String sentence(@Nullable PricePoint before, PricePoint point) {
        if (!point.correction()) {
            return before == null ? null : "changed from " + figures(before) + " on " + PageView.day(point.validFrom());
        }
        String day = " on " + PageView.day(point.recordedAt());
        // What was learned later is not what this one took back.
        if (before == null || before.recordedAt().isAfter(point.recordedAt())) {
            return "corrected" + day;
        }
        return sameFigures(before, point) ? "corrected the day" + day : "corrected from " + figures(before) + day;
    }

    private static boolean sameFigures(PricePoint one, PricePoint other) {
        return one.terms() == other.terms()
                && one.status() == other.status()
                && Objects.equals(one.input(), other.input())
                && Objects.equals(one.output(), other.output());
    }

    private static String figures(PricePoint point) {
        List<String> figures = new ArrayList<>();
        add(figures, "input", point.input());
        add(figures, "output", point.output());
        return figures.isEmpty() ? ModelPages.state(point) : String.join(", ", figures);
    }

    private static void add(List<String> figures, String what, @Nullable UsdPerMtok price) {
        if (price != null) {
            figures.add(what + " " + Usd.exact(price));
        }
    }

    private PriceStory() {}
}
