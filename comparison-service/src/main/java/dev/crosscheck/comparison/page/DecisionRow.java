package dev.crosscheck.comparison.page;

import dev.crosscheck.comparison.page.Cell.Mark;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something on which models can be ranked. Every mark of a best cell, every reason and every verdict
 * of a page comes from such a row, so that they cannot contradict each other.
 *
 * @param topic     what kind of row it is
 * @param id        stable name, such as {@code monthly-cost} or {@code benchmark:mmlu-pro}
 * @param label     within a sentence: {@code monthly cost}
 * @param cells     one for each model
 * @param standings one for each model; null where nothing is known
 */
record DecisionRow(Topic topic, String id, String label, List<Cell> cells, List<@Nullable Standing> standings) {

    /** What kind of row it is, in order of reading. */
    enum Topic {
        COST,
        INPUT_PRICE,
        OUTPUT_PRICE,
        /** The cost of another workload, where it has another winner than the monthly cost. */
        WORKLOAD,
        CONTEXT,
        LONGEST_ANSWER,
        PROVIDERS,
        CAPABILITY,
        BENCHMARK
    }

    /** Whether both stand somewhere. */
    boolean compares(int one, int other) {
        return standings.get(one) != null && standings.get(other) != null;
    }

    boolean beats(int one, int other) {
        Standing standing = standings.get(one);
        Standing against = standings.get(other);
        return standing != null && against != null && standing.beats(against);
    }

    /** The model that beats every other one that stands somewhere; -1 if there is none, or nothing to beat. */
    int best() {
        for (int i = 0; i < standings.size(); i++) {
            if (beatsAllKnown(i)) {
                return i;
            }
        }
        return -1;
    }

    /** The cells with the best one marked. */
    List<Cell> marked() {
        int best = best();
        if (best < 0) {
            return cells;
        }
        List<Cell> marked = new ArrayList<>(cells);
        marked.set(best, new Cell(cells.get(best).claim(), Mark.BEST));
        return marked;
    }

    String text(int model) {
        return cells.get(model).claim().text();
    }

    private boolean beatsAllKnown(int model) {
        int beaten = 0;
        for (int other = 0; other < standings.size(); other++) {
            if (other != model && standings.get(other) != null) {
                if (!beats(model, other)) {
                    return false;
                }
                beaten++;
            }
        }
        return beaten > 0;
    }
}
