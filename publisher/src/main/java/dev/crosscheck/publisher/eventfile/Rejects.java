package dev.crosscheck.publisher.eventfile;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import dev.crosscheck.event.EventJson;
import dev.crosscheck.event.InvalidEventException;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes down what was refused, as it came and with the reason, so that it can be mended and published
 * again as it stands: CSV with the same columns and {@code reason}; JSON Lines with {@code reason}
 * beside the event's own attributes, where readers leave it alone.
 *
 * <p>Rows of files with other columns go to files beside the first: {@code rejects-2.csv}.
 */
public final class Rejects implements Closeable {

    private static final String REASON = "reason";

    private final Path path;
    private final Map<List<String>, Out> outs = new LinkedHashMap<>();
    private long count;

    /** @param path of the first file; nothing is written before there is something to write */
    public Rejects(Path path) {
        this.path = path;
    }

    private record Out(Path path, Writer writer, CsvWriter csv) {}

    public void add(Row row, String reason) {
        List<String> columns =
                row.header().stream().filter(name -> !name.equals(REASON)).toList();
        Out out = outs.computeIfAbsent(columns, _ -> open(columns));
        if (row.isCsv()) {
            out.csv().writeRecord(record(row, reason));
        } else {
            write(out.writer(), row.cells().isEmpty() ? "" : row.cells().getFirst(), reason);
        }
        count++;
    }

    private static List<String> record(Row row, String reason) {
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < row.cells().size(); i++) {
            if (i >= row.header().size() || !row.header().get(i).equals(REASON)) {
                cells.add(row.cells().get(i));
            }
        }
        long columns =
                row.header().stream().filter(name -> !name.equals(REASON)).count();
        while (cells.size() < columns) {
            cells.add("");
        }
        cells.add(reason);
        return cells;
    }

    private static void write(Writer writer, String line, String reason) {
        ObjectNode document;
        try {
            JsonNode met = EventJson.readTree(line.getBytes(StandardCharsets.UTF_8));
            document = met.isObject() ? (ObjectNode) met : broken(line);
        } catch (InvalidEventException _) {
            document = broken(line);
        }
        try {
            writer.write(new String(EventJson.write(document.put(REASON, reason)), StandardCharsets.UTF_8) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is no JSON object cannot hold its reason. */
    private static ObjectNode broken(String line) {
        return EventJson.MAPPER.createObjectNode().put("line", line);
    }

    private Out open(List<String> columns) {
        Path file = path(outs.size() + 1);
        try {
            Writer writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
            CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(writer);
            if (!columns.isEmpty()) {
                List<String> header = new ArrayList<>(columns);
                header.add(REASON);
                csv.writeRecord(header);
            }
            return new Out(file, writer, csv);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path path(int number) {
        if (number == 1) {
            return path;
        }
        String name = String.valueOf(path.getFileName());
        int dot = name.lastIndexOf('.');
        return path.resolveSibling(
                dot < 0 ? name + "-" + number : name.substring(0, dot) + "-" + number + name.substring(dot));
    }

    /** How many rows were written down. */
    public long count() {
        return count;
    }

    /** Where they are. */
    public List<Path> files() {
        return outs.values().stream().map(Out::path).toList();
    }

    @Override
    public void close() throws IOException {
        for (Out out : outs.values()) {
            out.csv().flush();
            out.writer().close();
        }
    }
}
