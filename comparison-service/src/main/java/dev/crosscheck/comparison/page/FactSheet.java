package dev.crosscheck.comparison.page;

import dev.crosscheck.comparison.page.Cell.Mark;
import dev.crosscheck.event.catalog.FieldType;
import dev.crosscheck.event.catalog.ModelField;
import dev.crosscheck.event.catalog.ModelState.Fact;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The facts of one model by field, each with its cell. */
final class FactSheet {

    private static final String NOT_KNOWN = "not known";

    private final Map<ModelField, Fact> facts = new EnumMap<>(ModelField.class);

    /** Of each field in order. */
    private final String[] evidence;

    private final Cell[] cells;
    private final Map<ModelField, Long> numbers = new EnumMap<>(ModelField.class);

    FactSheet(List<Fact> known, EvidenceBook book) {
        Map<ModelField, String> ids = new EnumMap<>(ModelField.class);
        for (Fact fact : known) {
            facts.put(fact.field(), fact);
            if (fact.field().type() instanceof FieldType.Count) {
                numbers.put(fact.field(), Long.valueOf(fact.value()));
            }
            ids.put(fact.field(), book.add(fact.field().id(), fact.value(), fact.provenance()));
        }
        ModelField[] fields = ModelField.values();
        evidence = new String[fields.length];
        cells = new Cell[fields.length];
        for (ModelField field : fields) {
            Fact fact = facts.get(field);
            String id = ids.computeIfAbsent(field, absent -> book.absent(absent.id()));
            evidence[field.ordinal()] = id;
            cells[field.ordinal()] = fact == null
                    ? new Cell(Claim.of(NOT_KNOWN, id), Mark.MISSING)
                    : new Cell(Claim.of(FieldText.value(field, fact.value()), id), Mark.PLAIN);
        }
    }

    /** The canonical value, or null if nothing is known. */
    @Nullable
    String value(ModelField field) {
        Fact fact = facts.get(field);
        return fact == null ? null : fact.value();
    }

    /** The value as a number, or null if nothing is known. */
    @Nullable
    Long number(ModelField field) {
        return numbers.get(field);
    }

    /** Yes, no, or null if nothing is known. */
    @Nullable
    Boolean flag(ModelField field) {
        String value = value(field);
        return value == null ? null : Boolean.valueOf(value);
    }

    boolean isKnown(ModelField field) {
        return facts.containsKey(field);
    }

    /** What a reader reads: the value, or "not known". */
    String text(ModelField field) {
        return cell(field).claim().text();
    }

    Cell cell(ModelField field) {
        return cells[field.ordinal()];
    }

    /** The id of the fact, or of its absence. */
    String evidence(ModelField field) {
        return evidence[field.ordinal()];
    }

    Iterable<Fact> all() {
        return facts.values();
    }
}
