package dev.crosscheck.comparison.page;

import dev.crosscheck.comparison.page.BenchmarkComparison.Beside;
import dev.crosscheck.comparison.page.BenchmarkComparison.Shared;
import dev.crosscheck.comparison.page.BenchmarkComparison.Unshared;
import dev.crosscheck.comparison.page.Block.Paragraph;
import dev.crosscheck.comparison.page.Block.Table;
import dev.crosscheck.comparison.page.Cell.Mark;
import dev.crosscheck.comparison.page.DecisionRow.Topic;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Scores that compare, then those that stand side by side without comparing, then the rest. */
final class BenchmarksSection {

    static Section of(Lineup lineup) {
        BenchmarkComparison scores = lineup.benchmarks();
        List<Block> blocks = new ArrayList<>();
        if (scores.comparable().isEmpty()) {
            blocks.add(new Paragraph(List.of(none(lineup))));
        } else {
            List<DecisionRow> ranked = lineup.rows(Topic.BENCHMARK);
            List<Row> rows = new ArrayList<>();
            for (int i = 0; i < ranked.size(); i++) {
                rows.add(new Row(
                        ranked.get(i).label(),
                        ranked.get(i).marked(),
                        note(lineup, ranked.get(i), scores.comparable().get(i))));
            }
            blocks.add(new Table("Benchmarks measured alike", lineup.names(), rows));
        }
        if (!scores.notComparable().isEmpty()) {
            blocks.add(new Table(
                    "Not comparable: measured in different settings, or with settings not stated by different sources",
                    lineup.names(),
                    beside(lineup)));
        }
        if (!scores.unshared().isEmpty()) {
            blocks.add(new Paragraph(alone(lineup)));
        }
        return new Section("benchmarks", "Benchmarks", blocks);
    }

    private static Claim none(Lineup lineup) {
        List<String> evidence = new ArrayList<>();
        boolean any = false;
        for (int model = 0; model < lineup.size(); model++) {
            List<Measured> scores = lineup.model(model).scores();
            any |= !scores.isEmpty();
            if (scores.isEmpty()) {
                evidence.add(lineup.absent(model, "scores"));
            }
            scores.forEach(score -> evidence.add(score.evidence()));
        }
        return new Claim(
                any
                        ? "No benchmark was measured alike on " + lineup.allNames() + "."
                        : "No benchmark score of " + lineup.allNames() + " is known.",
                evidence);
    }

    /** Who leads by how much, or that it is a tie; and whose figure is its maker's own. */
    private static @Nullable Claim note(Lineup lineup, DecisionRow row, Shared shared) {
        if (lineup.size() != 2) {
            return null;
        }
        int best = row.best();
        Measured first = shared.scores().get(0);
        Measured second = shared.scores().get(1);
        if (first == null || second == null) {
            return null;
        }
        boolean equal = first.score().value().compareTo(second.score().value()) == 0;
        String text = best >= 0
                ? lineup.name(best) + " leads by " + shared.gap(0, 1)
                : equal ? "Equal" : "A tie: the stated intervals overlap, " + shared.gap(0, 1) + " apart";
        boolean firstOwn = Boolean.TRUE.equals(first.score().selfReported());
        boolean secondOwn = Boolean.TRUE.equals(second.score().selfReported());
        String own = firstOwn && secondOwn
                ? "; both figures are the makers' own"
                : firstOwn || secondOwn
                        ? "; the figure of " + lineup.name(firstOwn ? 0 : 1) + " is its maker's own"
                        : "";
        return Claim.of(text + own + ".", first.evidence(), second.evidence());
    }

    private static List<Row> beside(Lineup lineup) {
        List<Row> rows = new ArrayList<>();
        for (Beside beside : lineup.benchmarks().notComparable()) {
            rows.add(row(lineup, beside));
        }
        return rows;
    }

    private static Row row(Lineup lineup, Beside beside) {
        List<Cell> cells = new ArrayList<>();
        for (int model = 0; model < lineup.size(); model++) {
            List<Measured> scores = beside.scores().get(model);
            cells.add(scores.isEmpty() ? missing(lineup, model, beside.id()) : apart(scores));
        }
        return new Row(beside.benchmark(), cells, null);
    }

    private static Cell apart(List<Measured> scores) {
        List<String> texts = new ArrayList<>();
        List<String> evidence = new ArrayList<>();
        for (Measured score : scores) {
            texts.add(score.apart());
            evidence.add(score.evidence());
        }
        return new Cell(new Claim(String.join("; ", texts), evidence), Mark.NOT_COMPARABLE);
    }

    /** Scores that nothing stands beside, in one sentence for each model. */
    private static List<Claim> alone(Lineup lineup) {
        List<Claim> claims = new ArrayList<>();
        for (int model = 0; model < lineup.size(); model++) {
            List<String> texts = new ArrayList<>();
            List<String> evidence = new ArrayList<>();
            for (Unshared unshared : lineup.benchmarks().unshared()) {
                if (unshared.model() == model) {
                    Measured score = unshared.score();
                    texts.add(score.label() + " " + score.text());
                    evidence.add(score.evidence());
                }
            }
            if (!texts.isEmpty()) {
                claims.add(new Claim(
                        "Known of " + lineup.name(model) + " alone: " + String.join("; ", texts) + ".", evidence));
            }
        }
        return claims;
    }

    private static Cell missing(Lineup lineup, int model, String benchmark) {
        // Another score of the benchmark may be known, compared with another model or in another setting.
        for (Measured score : lineup.model(model).scores()) {
            if (score.score().benchmark().id().equals(benchmark)) {
                return new Cell(Claim.of("not known in this setting", score.evidence()), Mark.MISSING);
            }
        }
        return new Cell(Claim.of("not known", lineup.absent(model, "score/" + benchmark)), Mark.MISSING);
    }

    private BenchmarksSection() {}
}
