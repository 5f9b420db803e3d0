package dev.crosscheck.comparison.page;

import dev.crosscheck.comparison.page.Block.Paragraph;
import dev.crosscheck.comparison.page.Block.Points;
import dev.crosscheck.comparison.page.Block.Table;
import dev.crosscheck.comparison.page.Cell.Mark;
import dev.crosscheck.comparison.page.DecisionRow.Topic;
import dev.crosscheck.event.catalog.ModelField;
import dev.crosscheck.event.catalog.StatementKind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The decision at a glance: a row for each question, the winner marked, and why. */
final class ScorecardSection {

    static Section of(Lineup lineup) {
        List<Row> rows = new ArrayList<>();
        Row leads = leads(lineup);
        if (leads != null) {
            rows.add(leads);
        }
        DecisionRow context = lineup.row(Topic.CONTEXT);
        add(rows, lineup, Topic.CONTEXT, context == null ? "Context window" : Grammar.upperFirst(context.label()));
        add(rows, lineup, Topic.OUTPUT_PRICE, "Output price on the cheapest route");
        add(
                rows,
                lineup,
                Topic.COST,
                "Monthly cost at " + lineup.policy().traffic().text());
        add(rows, lineup, Topic.PROVIDERS, "Providers with a live route");
        Row benchmarks = benchmarks(lineup);
        if (benchmarks != null) {
            rows.add(benchmarks);
        }
        List<Block> blocks = new ArrayList<>();
        blocks.add(
                rows.isEmpty()
                        ? new Paragraph(List.of(nothing(lineup)))
                        : new Table("What decides between " + lineup.allNames(), lineup.names(), rows));
        for (int model = 0; model < lineup.size(); model++) {
            blocks.addAll(lineup.named(model).useCases());
        }
        return new Section("scorecard", "Decision scorecard", blocks);
    }

    private static Claim nothing(Lineup lineup) {
        return Claim.resting(
                "Nothing is known on which " + lineup.allNames() + " can be compared.",
                lineup.listed(ModelField.CONTEXT_TOKENS).claims());
    }

    private static void add(List<Row> rows, Lineup lineup, Topic topic, String label) {
        DecisionRow row = lineup.row(topic);
        if (row != null && !Tables.isEmpty(row.marked())) {
            rows.add(new Row(label, row.marked(), why(lineup, row)));
        }
    }

    /** Why the best cell is best; for two models only, since a gap is between two. */
    private static @Nullable Claim why(Lineup lineup, DecisionRow row) {
        if (lineup.size() != 2) {
            return null;
        }
        if (row.best() >= 0) {
            return lineup.advantage(row);
        }
        boolean disputed = row.standings().get(0) != null && row.standings().get(1) != null && !row.compares(0, 1);
        return disputed && row.topic() == Topic.CONTEXT
                ? Claim.resting(
                        "Not ranked: sources disagree on the " + FieldText.inSentence(ModelField.CONTEXT_TOKENS) + ".",
                        row.claims())
                : null;
    }

    /** How many rows each model leads alone; left out where none leads any. */
    private static @Nullable Row leads(Lineup lineup) {
        List<DecisionRow> led = new ArrayList<>();
        for (DecisionRow row : lineup.rows()) {
            if (row.best() >= 0) {
                led.add(row);
            }
        }
        if (led.isEmpty()) {
            return null;
        }
        FactIds behind = FactIds.behind(Dominance.claims(led));
        List<Cell> cells = new ArrayList<>(lineup.size());
        boolean any = false;
        for (int model = 0; model < lineup.size(); model++) {
            List<String> labels = new ArrayList<>();
            for (DecisionRow row : led) {
                if (row.isLedBy(model)) {
                    labels.add(row.label());
                }
            }
            any |= !labels.isEmpty();
            cells.add(new Cell(
                    new Claim(labels.isEmpty() ? "nothing alone" : Grammar.shortList(labels), behind), Mark.PLAIN));
        }
        return any ? new Row("Leads on", cells, null) : null;
    }

    /** What sources say a model is good for, point by point. */
    static List<Block> goodFor(PreparedProfile model, String name) {
        List<Claim> said = new ArrayList<>(model.statements().claims(StatementKind.USE_CASE));
        said.addAll(model.statements().claims(StatementKind.RECOMMENDATION));
        return said.isEmpty()
                ? List.of()
                : List.of(new Points(
                        "Sources recommend " + name + " for",
                        said.subList(0, Math.min(said.size(), Grammar.NAMES_SHOWN))));
    }

    private static @Nullable Row benchmarks(Lineup lineup) {
        List<DecisionRow> rows = lineup.rows(Topic.BENCHMARK);
        if (rows.isEmpty()) {
            return null;
        }
        FactIds behind = FactIds.behind(Dominance.claims(rows));
        List<Cell> cells = new ArrayList<>();
        for (int model = 0; model < lineup.size(); model++) {
            int led = 0;
            int known = 0;
            for (DecisionRow row : rows) {
                led += row.best() == model ? 1 : 0;
                known += row.standings().get(model) != null ? 1 : 0;
            }
            cells.add(
                    new Cell(new Claim(led(led, known, rows.size()), behind), known == 0 ? Mark.MISSING : Mark.PLAIN));
        }
        return new Row("Benchmarks measured alike", cells, null);
    }

    /** Who has no score cannot lead, and is not said to have lost: {@code leads 1 of 3, known on 2}. */
    private static String led(int led, int known, int rows) {
        if (known == 0) {
            return rows == 1 ? "not known" : rows == 2 ? "not known on either" : "not known on any of " + rows;
        }
        return "leads " + led + " of " + rows + (known < rows ? ", known on " + known : "");
    }

    private ScorecardSection() {}
}
