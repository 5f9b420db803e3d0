package dev.crosscheck.comparison.page;

import dev.crosscheck.comparison.page.Block.Table;
import dev.crosscheck.comparison.page.Cell.Mark;
import dev.crosscheck.comparison.page.DecisionRow.Topic;
import dev.crosscheck.event.Provenance;
import dev.crosscheck.event.catalog.ModelField;
import dev.crosscheck.event.catalog.StatementKind;
import java.util.ArrayList;
import java.util.List;

/** The page of two to six models, column by column. */
final class NWayPage {

    static Page of(Lineup lineup) {
        List<Section> sections = new ArrayList<>();
        sections.add(overview(lineup));
        sections.add(ScorecardSection.of(lineup));
        sections.addAll(NWayVerdict.section(lineup));
        sections.add(MonthlyCostSection.of(lineup));
        sections.addAll(WorkloadsSection.of(lineup));
        sections.add(PricesSection.of(lineup));
        sections.addAll(SpecsSection.of(lineup));
        sections.addAll(CapabilitiesSection.of(lineup));
        sections.add(BenchmarksSection.of(lineup));
        sections.addAll(ScatterSection.of(lineup));
        sections.addAll(TakesSection.of(lineup));
        sections.addAll(ProvenanceSection.of(lineup));
        return Finished.page(
                lineup, String.join(" vs ", lineup.names()), NWayVerdict.of(lineup), Summary.of(lineup), sections);
    }

    private static Section overview(Lineup lineup) {
        List<Row> rows = new ArrayList<>();
        addField(rows, lineup, "Developer", ModelField.MAKER);
        addStatements(rows, lineup, "Positioning", StatementKind.POSITIONING);
        addStatements(rows, lineup, "Pricing model", StatementKind.PRICING_MODEL);
        addField(rows, lineup, "Released", ModelField.RELEASED);
        addField(rows, lineup, "Licence", ModelField.LICENCE);
        lineup.rows(Topic.BENCHMARK).forEach(row -> rows.add(Tables.row(row.label(), row)));
        addStatements(rows, lineup, "Use cases", StatementKind.USE_CASE);
        addStatements(rows, lineup, "Strengths", StatementKind.STRENGTH);
        addStatements(rows, lineup, "Limitations", StatementKind.LIMITATION);
        addStatements(rows, lineup, "Ecosystem", StatementKind.ECOSYSTEM);
        addStatements(rows, lineup, "Recommended for", StatementKind.RECOMMENDATION);
        rows.removeIf(Tables::isEmpty);
        rows.add(sources(lineup));
        return new Section(
                "overview",
                "Side by side",
                List.of(new Table(Grammar.list(lineup.names()) + " side by side", lineup.names(), rows)));
    }

    /** A row of facts, with the sources that stand behind it. */
    private static void addField(List<Row> rows, Lineup lineup, String label, ModelField field) {
        List<Cell> cells = new ArrayList<>();
        List<String> named = new ArrayList<>();
        List<String> evidence = new ArrayList<>();
        for (PreparedProfile model : lineup.models()) {
            Cell cell = model.facts().cell(field);
            cells.add(cell);
            Evidence fact = model.fact(model.facts().evidence(field));
            Provenance provenance = fact == null ? null : fact.provenance();
            if (provenance != null) {
                evidence.add(model.facts().evidence(field));
                String source = Sources.name(provenance.source());
                if (!named.contains(source)) {
                    named.add(source);
                }
            }
        }
        rows.add(new Row(
                label,
                cells,
                named.isEmpty() ? null : new Claim("According to " + Grammar.list(named) + ".", evidence)));
    }

    private static void addStatements(List<Row> rows, Lineup lineup, String label, StatementKind kind) {
        List<Cell> cells = new ArrayList<>();
        for (int model = 0; model < lineup.size(); model++) {
            cells.add(Statements.cell(
                    lineup, model, lineup.model(model).statements().of(kind), StatementsSection.heading(kind)));
        }
        rows.add(new Row(label, cells, null));
    }

    private static Row sources(Lineup lineup) {
        List<Cell> cells = new ArrayList<>();
        for (int model = 0; model < lineup.size(); model++) {
            List<Claim> sources = lineup.model(model).sources();
            List<String> texts = new ArrayList<>();
            sources.forEach(source -> texts.add(source.text()));
            cells.add(
                    sources.isEmpty()
                            ? new Cell(Claim.of("not known", lineup.absent(model, "facts")), Mark.MISSING)
                            : new Cell(Claim.resting(String.join(" ", texts), sources), Mark.PLAIN));
        }
        return new Row("Sources", cells, null);
    }

    private NWayPage() {}
}
