package dev.crosscheck.comparison.page;

import dev.crosscheck.comparison.page.BenchmarkComparison.Shared;
import dev.crosscheck.comparison.page.Block.Paragraph;
import dev.crosscheck.comparison.page.DecisionRow.Topic;
import dev.crosscheck.event.catalog.Unit;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The figures in sentences: how far apart the scores are, and what a blend of input and output costs. */
final class DeepDiveSection {

    static List<Section> of(Lineup lineup) {
        List<Block> blocks = new ArrayList<>();
        List<Claim> scores = scores(lineup);
        if (!scores.isEmpty()) {
            blocks.add(new Paragraph(scores));
        }
        Claim blend = blend(lineup);
        if (blend != null) {
            blocks.add(new Paragraph(List.of(blend)));
        }
        return blocks.isEmpty() ? List.of() : List.of(new Section("deep-dive", "Deep dive", blocks));
    }

    private static List<Claim> scores(Lineup lineup) {
        List<Claim> claims = new ArrayList<>();
        List<DecisionRow> rows = lineup.rows(Topic.BENCHMARK);
        for (int i = 0; i < rows.size(); i++) {
            DecisionRow row = rows.get(i);
            int best = row.best();
            claims.add(Claim.resting(
                    best < 0
                            ? "On " + row.label() + ", " + lineup.name(0) + " at " + row.text(0) + " and "
                                    + lineup.name(1) + " at " + row.text(1) + " tie."
                            : "On " + row.label() + ", " + lineup.name(best) + " is at " + row.text(best) + " and "
                                    + lineup.name(1 - best) + " at " + row.text(1 - best) + ", "
                                    + lineup.benchmarks().comparable().get(i).gap(0, 1) + " apart.",
                    row.claims()));
        }
        Claim widest = widest(lineup, rows);
        if (widest != null) {
            claims.add(widest);
        }
        return claims;
    }

    /** The widest gap among shares, which alone are on one scale; needs two gaps. */
    private static @Nullable Claim widest(Lineup lineup, List<DecisionRow> rows) {
        int widest = -1;
        int gaps = 0;
        BigDecimal width = BigDecimal.ZERO;
        for (int i = 0; i < rows.size(); i++) {
            Shared shared = lineup.benchmarks().comparable().get(i);
            Measured first = shared.scores().get(0);
            Measured second = shared.scores().get(1);
            if (rows.get(i).best() >= 0 && first != null && second != null && first.unit() == Unit.PERCENT) {
                gaps++;
                BigDecimal gap =
                        first.score().value().subtract(second.score().value()).abs();
                if (gap.compareTo(width) > 0) {
                    widest = i;
                    width = gap;
                }
            }
        }
        if (gaps < 2) {
            return null;
        }
        Shared shared = lineup.benchmarks().comparable().get(widest);
        DecisionRow row = rows.get(widest);
        return Claim.resting(
                "Of " + Grammar.count(gaps, "lead", "leads") + " in percent, the widest is the " + shared.gap(0, 1)
                        + " of " + lineup.name(row.best()) + " on " + row.label() + ".",
                row.claims());
    }

    private static @Nullable Claim blend(Lineup lineup) {
        CheapestRoute first = lineup.model(0).routes().cheapest();
        CheapestRoute second = lineup.model(1).routes().cheapest();
        Blend firstBlend = lineup.model(0).routes().blend();
        Blend secondBlend = lineup.model(1).routes().blend();
        if (first == null || second == null || firstBlend == null || secondBlend == null) {
            return null;
        }
        BigDecimal one = firstBlend.amount();
        BigDecimal other = secondBlend.amount();
        int order = one.compareTo(other);
        String text = "A " + lineup.policy().blendText() + " blend of input and output comes to "
                + firstBlend.sum() + " per 1M tokens for " + lineup.name(0) + " on "
                + first.route().label()
                + " and to " + secondBlend.sum() + " for " + lineup.name(1) + " on "
                + second.route().label()
                + (order == 0
                        ? ", the same."
                        : ": " + lineup.name(order < 0 ? 0 : 1) + " is lower by "
                                + Usd.exact(one.subtract(other).abs()) + " ("
                                + Cheaper.of(one, other).text() + ").");
        return Claim.of(text, first.route().evidence(), second.route().evidence());
    }

    private DeepDiveSection() {}
}
