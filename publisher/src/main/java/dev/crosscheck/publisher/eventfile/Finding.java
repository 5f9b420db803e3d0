package dev.crosscheck.publisher.eventfile;

/**
 * Something wrong in a file.
 *
 * @param file     as the user named it
 * @param row      1 for the first line
 * @param field    JSON pointer or name of the field; the column in CSV
 * @param met      the value found there
 * @param expected what would have been right
 */
public record Finding(String file, int row, String field, String met, String expected) {

    /** Without its place: {@code input: -1 (expected: at least 0)}. */
    public String reason() {
        return field + ": " + met + " (expected: " + expected + ")";
    }

    /** For people, as compilers write it: {@code prices.jsonl:3: /rates/0/amount: -1 (expected: 0 or more)}. */
    @Override
    public String toString() {
        return file + ":" + row + ": " + reason();
    }
}
