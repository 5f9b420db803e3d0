package dev.crosscheck.comparison.page;

/**
 * One cell of a table.
 *
 * @param claim what it says
 * @param mark  how it stands beside the others of its row
 */
public record Cell(Claim claim, Mark mark) {

    /** How a cell stands beside the others of its row. */
    public enum Mark {
        /** Nothing to rank. */
        PLAIN,
        /** The best of the row, alone. */
        BEST,
        /** Not known, or no tracked price. */
        MISSING,
        /** Known, but measured in another way than the others: it feeds no lead. */
        NOT_COMPARABLE
    }
}
