package dev.crosscheck.publisher.summary;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A table for a terminal: words to the left, numbers to the right. */
public final class Table {

    private final List<String> heads;
    private final List<List<String>> rows = new ArrayList<>();

    public Table(String... heads) {
        this.heads = List.of(heads);
    }

    /** @param cells as many as there are heads; numbers get their thousands marked */
    public Table row(Object... cells) {
        if (cells.length != heads.size()) {
            throw new IllegalArgumentException("cells: " + cells.length + " (expected: " + heads.size() + ")");
        }
        rows.add(Arrays.stream(cells).map(Table::text).toList());
        return this;
    }

    private static String text(Object cell) {
        return cell instanceof Number number ? String.format(Locale.ROOT, "%,d", number.longValue()) : oneLine(cell);
    }

    /** What comes from outside cannot move the cursor of a terminal. */
    private static String oneLine(Object cell) {
        return String.valueOf(cell).replaceAll("\\p{Cntrl}", "\uFFFD");
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        append(text, heads);
        rows.forEach(row -> append(text, row));
        return text.toString();
    }

    private void append(StringBuilder text, List<String> cells) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < cells.size(); column++) {
            String cell = cells.get(column);
            String padding = " ".repeat(width(column) - cell.length());
            line.append(column == 0 ? "" : "  ").append(isNumeric(column) ? padding + cell : cell + padding);
        }
        text.append(line.toString().stripTrailing()).append('\n');
    }

    private int width(int column) {
        int widest =
                rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
        return Math.max(widest, heads.get(column).length());
    }

    private boolean isNumeric(int column) {
        return !rows.isEmpty() && rows.stream().allMatch(row -> row.get(column).matches("[\\d,]+|-"));
    }
}
