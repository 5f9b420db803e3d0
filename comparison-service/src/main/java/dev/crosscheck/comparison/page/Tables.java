package dev.crosscheck.comparison.page;

import dev.crosscheck.comparison.page.Cell.Mark;
import java.util.List;
import java.util.function.Function;

/** Rows with one cell for each model. */
final class Tables {

    /** A row in which nothing is ranked. */
    static Row row(String label, Lineup lineup, Function<PreparedProfile, Cell> cell) {
        Cell[] cells = new Cell[lineup.size()];
        for (int model = 0; model < cells.length; model++) {
            cells[model] = cell.apply(lineup.model(model));
        }
        return new Row(label, List.of(cells), null);
    }

    /** A ranked row with its best cell marked. */
    static Row row(String label, DecisionRow row) {
        return new Row(label, row.marked(), null);
    }

    /** Whether a row would say nothing but that nothing is known. */
    static boolean isEmpty(Row row) {
        return isEmpty(row.cells());
    }

    static boolean isEmpty(List<Cell> cells) {
        for (int model = 0; model < cells.size(); model++) {
            if (cells.get(model).mark() != Mark.MISSING) {
                return false;
            }
        }
        return true;
    }

    static boolean areEmpty(List<Row> rows) {
        for (Row row : rows) {
            if (!isEmpty(row)) {
                return false;
            }
        }
        return true;
    }

    private Tables() {}
}
