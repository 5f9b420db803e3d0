package dev.crosscheck.publisher.eventfile;

import dev.crosscheck.event.EventCodec;
import dev.crosscheck.event.EventId;
import dev.crosscheck.event.EventJson;
import dev.crosscheck.event.InvalidEventException;
import dev.crosscheck.event.Received;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Reads files of events: CSV if the name ends in {@code .csv}, else JSON Lines with a CloudEvent in
 * structured mode to each line. Blank lines are skipped. What one row has wrong says nothing of the next.
 */
public final class EventFile {

    private final Instant now;
    private final Map<String, Seen> seen = new HashMap<>();

    /** @param now events from later than a few minutes ahead are wrong */
    public EventFile(Instant now) {
        this.now = now;
    }

    /** @param content a hash of the body, so that a long file is not held in memory */
    private record Seen(String file, int row, String content) {
        @Override
        public String toString() {
            return file + ":" + row;
        }
    }

    /** An event with its place. */
    public record Read(Row at, Received event) {

        public String file() {
            return at.file();
        }

        public int row() {
            return at.number();
        }
    }

    /** Takes what is read, row by row. */
    public interface Rows {

        void right(Read read);

        /** @param findings what is wrong with the row, at least one thing */
        void wrong(Row row, List<Finding> findings);
    }

    /**
     * Reads a file from beginning to end.
     *
     * @param name   named in findings
     * @param events takes each right event, in order
     * @param wrong  takes everything found wrong, in order
     * @return how many lines hold something
     */
    public long read(String name, InputStream in, Consumer<Read> events, Consumer<Finding> wrong) throws IOException {
        return read(name, in, new Rows() {
            @Override
            public void right(Read read) {
                events.accept(read);
            }

            @Override
            public void wrong(Row row, List<Finding> findings) {
                findings.forEach(wrong);
            }
        });
    }

    /**
     * Reads a file from beginning to end.
     *
     * @param name named in findings
     * @param rows takes every row that holds something, in order
     * @return how many rows hold something
     */
    public long read(String name, InputStream in, Rows rows) throws IOException {
        try (Lines lines = new Lines(new BufferedInputStream(in), EventCodec.MAX_VALUE_BYTES)) {
            return name.toLowerCase(Locale.ROOT).endsWith(".csv")
                    ? readCsv(name, lines, rows)
                    : readJsonLines(name, lines, rows);
        }
    }

    private long readJsonLines(String name, Lines lines, Rows rows) throws IOException {
        long count = 0;
        for (Lines.Line line = lines.next(); line != null; line = lines.next()) {
            if (line.isBlank()) {
                continue;
            }
            count++;
            Row row = new Row(name, line.row(), List.of(), List.of(new String(line.bytes(), StandardCharsets.UTF_8)));
            try {
                requireBounded(line);
                take(new Read(row, EventCodec.decodeInput(EventJson.readTree(line.bytes()), now)), rows);
            } catch (InvalidEventException e) {
                rows.wrong(row, findings(row, e));
            }
        }
        return count;
    }

    private long readCsv(String name, Lines lines, Rows rows) throws IOException {
        CsvTable table = null;
        long count = 0;
        for (Lines.Line line = lines.next(); line != null; line = lines.next()) {
            if (line.isBlank() || CsvTable.isComment(line)) {
                continue;
            }
            if (table == null) {
                try {
                    requireBounded(line);
                    table = CsvTable.of(line);
                } catch (InvalidEventException e) {
                    Row row = new Row(name, line.row(), List.of(), List.of());
                    rows.wrong(row, findings(row, e));
                    return 1;
                }
                continue;
            }
            Row row = new Row(name, line.row(), table.header(), List.of(CsvTable.text(line)));
            try {
                requireBounded(line);
                row = new Row(name, line.row(), table.header(), table.cells(line));
                if (row.cells().stream().allMatch(String::isBlank)) {
                    continue;
                }
                take(new Read(row, table.read(row.cells(), now)), rows);
            } catch (InvalidEventException e) {
                rows.wrong(row, findings(row, e));
            }
            count++;
        }
        return count;
    }

    private static void requireBounded(Lines.Line line) {
        if (line.length() > EventCodec.MAX_VALUE_BYTES) {
            throw new InvalidEventException(
                    "line", line.length() + " bytes", "at most " + EventCodec.MAX_VALUE_BYTES + " bytes");
        }
    }

    private static List<Finding> findings(Row row, InvalidEventException e) {
        return e.findings().stream()
                .map(found -> new Finding(row.file(), row.number(), found.field(), found.met(), found.expected()))
                .toList();
    }

    /** The services take each id once: a second fact under it would be lost without a word. */
    private void take(Read read, Rows rows) {
        String id = read.event().meta().id();
        Seen here = new Seen(read.file(), read.row(), EventId.of(read.event().body()));
        Seen first = seen.putIfAbsent(id, here);
        if (first == null || first.content().equals(here.content())) {
            rows.right(read);
            return;
        }
        rows.wrong(
                read.at(),
                List.of(new Finding(
                        read.file(),
                        read.row(),
                        "id",
                        id,
                        "an id of its own; " + first + " has it with other content")));
    }
}
