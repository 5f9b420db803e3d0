package dev.crosscheck.comparison.page;

import dev.crosscheck.comparison.page.Block.Table;
import dev.crosscheck.comparison.page.Cell.Mark;
import dev.crosscheck.event.catalog.ModelField;
import java.util.ArrayList;
import java.util.List;

/** What each model is, field by field. A field that nobody knows of any of the models has no row. */
final class SpecsSection {

    private static final List<ModelField> FIELDS = List.of(
            ModelField.MAKER,
            ModelField.FAMILY,
            ModelField.KIND,
            ModelField.QUANTISATION,
            ModelField.RELEASED,
            ModelField.RETIRED,
            ModelField.CONTEXT_TOKENS,
            ModelField.MAX_OUTPUT_TOKENS,
            ModelField.PARAMETERS,
            ModelField.ACTIVE_PARAMETERS,
            ModelField.ARCHITECTURE,
            ModelField.EXPERTS,
            ModelField.ACTIVE_EXPERTS,
            ModelField.LICENCE,
            ModelField.LICENCE_URL,
            ModelField.OPENNESS,
            ModelField.COMMERCIAL_USE,
            ModelField.KNOWLEDGE_CUTOFF,
            ModelField.INPUT_MODALITIES,
            ModelField.OUTPUT_MODALITIES,
            ModelField.WEIGHTS_URL);

    static List<Section> of(Lineup lineup) {
        List<Row> rows = new ArrayList<>();
        for (ModelField field : FIELDS) {
            Row row = row(lineup, field);
            if (!Tables.isEmpty(row)) {
                rows.add(row);
            }
        }
        return rows.isEmpty()
                ? List.of()
                : List.of(new Section(
                        "specs", "Specs", List.of(new Table("Specs of " + lineup.allNames(), lineup.names(), rows))));
    }

    private static Row row(Lineup lineup, ModelField field) {
        DecisionRow ranked = switch (field) {
            case CONTEXT_TOKENS, MAX_OUTPUT_TOKENS -> lineup.listed(field);
            default -> null;
        };
        String label = FieldText.label(field);
        return ranked == null
                ? Tables.row(label, lineup, model -> cell(model.facts(), field))
                : Tables.row(label, ranked);
    }

    /** Nobody can tell the address of weights that are closed. */
    private static Cell cell(FactSheet facts, ModelField field) {
        return field == ModelField.WEIGHTS_URL
                        && !facts.isKnown(field)
                        && "closed".equals(facts.value(ModelField.OPENNESS))
                ? new Cell(Claim.of("none: closed", facts.evidence(ModelField.OPENNESS)), Mark.MISSING)
                : facts.cell(field);
    }

    private SpecsSection() {}
}
