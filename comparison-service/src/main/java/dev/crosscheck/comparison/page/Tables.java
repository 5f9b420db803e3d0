package dev.crosscheck.comparison.page;

import dev.crosscheck.comparison.page.Cell.Mark;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Rows with one cell for each model. */
final class Tables {

    /** A row in which nothing is ranked. */
    static Row row(String label, Lineup lineup, Function<PreparedProfile, Cell> cell) {
        List<Cell> cells = new ArrayList<>(lineup.size());
        for (PreparedProfile model : lineup.models()) {
            cells.add(cell.apply(model));
        }
        return new Row(label, cells, null);
    }

    /** A ranked row with its best cell marked. */
    static Row row(String label, DecisionRow row) {
        return new Row(label, row.marked(), null);
    }

    /** Whether a row would say nothing but that nothing is known. */
    static boolean isEmpty(Row row) {
        for (Cell cell : row.cells()) {
            if (cell.mark() != Mark.MISSING) {
                return false;
            }
        }
        return true;
    }

    private Tables() {}
}
