package dev.crosscheck.comparison.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One row of a table.
 *
 * @param label what the row is about
 * @param cells one for each column
 * @param note  why the best cell is best, or what to mind; null if the row speaks for itself
 */
public record Row(String label, List<Cell> cells, @Nullable Claim note) {
    public Row {
        cells = List.copyOf(cells);
    }
}
