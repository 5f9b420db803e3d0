package dev.crosscheck.publisher.eventfile;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import dev.crosscheck.event.EventCodec;
import dev.crosscheck.event.EventId;
import dev.crosscheck.event.EventJson;
import dev.crosscheck.event.EventMeta;
import dev.crosscheck.event.EventType;
import dev.crosscheck.event.InvalidEventException;
import dev.crosscheck.event.Received;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.node.ObjectNode;

/**
 * The columns of a CSV file, and what a row under them says. An empty cell says nothing; a column
 * named {@code reason}, or beginning with {@code x-}, is the team's own and not read.
 *
 * <p>A row stands on one line. What one row has wrong in its quotes ends with that row.
 */
final class CsvTable {

    /** Part of the ids, so that a row published again has the id it had. */
    private static final String SENDER = "/publisher/csv";

    private static final char REPLACEMENT = '\uFFFD';
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final char separator;
    private final List<String> header;
    private final CsvKind kind;
    private final List<CsvColumn> columns;

    /** By name, so that columns in another order make the same event. */
    private final List<Integer> order;

    private CsvTable(char separator, List<String> header, CsvKind kind, List<CsvColumn> columns) {
        this.separator = separator;
        this.header = header;
        this.kind = kind;
        this.columns = columns;
        this.order = IntStream.range(0, columns.size())
                .boxed()
                .sorted(Comparator.comparing(i -> columns.get(i).name()))
                .toList();
    }

    /** Templates explain themselves in lines that begin with a hash. */
    static boolean isComment(Lines.Line line) {
        return line.bytes().length > 0 && line.bytes()[0] == '#';
    }

    /**
     * @throws InvalidEventException if a column is unknown, or the columns are of no kind of event
     */
    static CsvTable of(Lines.Line line) {
        String text = text(line);
        if (text.startsWith(BYTE_ORDER_MARK)) {
            text = text.substring(1);
        }
        char separator = separatorOf(text);
        List<String> header = split(text, separator).stream().map(String::strip).toList();
        CsvKind kind = CsvKind.of(header);
        List<CsvColumn> columns = new ArrayList<>();
        List<InvalidEventException.Finding> unknown = new ArrayList<>();
        Set<String> met = new HashSet<>();
        for (String name : header) {
            CsvColumn column = kind.column(name);
            if (column == null) {
                unknown.add(InvalidEventException.Finding.of(
                        "header", name.isEmpty() ? "an empty name" : name, "a column of " + kind.description()));
            } else if (!met.add(column.name()) && column.isRead()) {
                unknown.add(InvalidEventException.Finding.of("header", name + " twice", "each column once"));
            } else {
                columns.add(column);
            }
        }
        if (!unknown.isEmpty()) {
            throw new InvalidEventException(unknown);
        }
        return new CsvTable(separator, header, kind, columns);
    }

    /** Spreadsheets write what their language's decimal comma leaves free. */
    private static char separatorOf(String header) {
        return header.indexOf(',') >= 0 ? ',' : header.indexOf(';') >= 0 ? ';' : header.indexOf('\t') >= 0 ? '\t' : ',';
    }

    List<String> header() {
        return header;
    }

    /**
     * @throws InvalidEventException if its quotes do not match
     */
    List<String> cells(Lines.Line line) {
        return split(text(line), separator);
    }

    /**
     * The event that a row says.
     *
     * @throws InvalidEventException with everything that is wrong, by the columns' names
     */
    Received read(List<String> cells, Instant now) {
        List<InvalidEventException.Finding> findings = new ArrayList<>();
        if (cells.size() != columns.size()) {
            throw new InvalidEventException(
                    "row",
                    cells.size() + " cells",
                    columns.size() + " as in the header; text with a \"" + separator + "\" needs quotes around it");
        }
        ObjectNode data = EventJson.MAPPER.createObjectNode();
        Map<String, String> names = new LinkedHashMap<>(kind.names());
        for (int i : order) {
            CsvColumn column = columns.get(i);
            String cell = cells.get(i).strip();
            if (cell.isEmpty() || !column.isRead()) {
                continue;
            }
            if (cell.indexOf(REPLACEMENT) >= 0) {
                findings.add(InvalidEventException.Finding.of(column.name(), cell, "text in UTF-8"));
                continue;
            }
            try {
                String pointer = column.put(data, cell);
                names.put(plain(pointer), column.name());
            } catch (InvalidEventException e) {
                findings.addAll(e.findings());
                if (column.place() instanceof CsvColumn.Place.Item item) {
                    // The list is not missing, it is wrong: that is said once.
                    data.withArrayProperty(item.list());
                    names.put(item.list(), column.name());
                }
            }
        }
        kind.complete(data);
        Received received = null;
        try {
            received = EventCodec.decodeInput(document(data, now), now);
        } catch (InvalidEventException e) {
            Set<String> named =
                    findings.stream().map(InvalidEventException.Finding::field).collect(Collectors.toSet());
            e.findings().stream()
                    .map(found -> new InvalidEventException.Finding(
                            names.getOrDefault(plain(found.field()), found.field()), found.met(), found.expected()))
                    .filter(found -> !named.contains(found.field()))
                    .forEach(findings::add);
        }
        if (received == null || !findings.isEmpty()) {
            throw new InvalidEventException(findings);
        }
        String content = new String(EventJson.write(received.body()), StandardCharsets.UTF_8);
        String id = EventId.of(SENDER, received.type().id(), content);
        return new Received(EventMeta.of(id, SENDER, received.meta().time()), received.type(), received.body());
    }

    private ObjectNode document(ObjectNode data, Instant now) {
        EventType type = kind.type();
        ObjectNode document = EventJson.MAPPER.createObjectNode();
        document.put("specversion", "1.0");
        document.put("id", "row");
        document.put("source", SENDER);
        document.put("type", type.id());
        // When it was observed, so that the same row is the same event; a wrong one is found in the body.
        Instant observed = CsvColumn.moment(data.path("observedAt").asString(""));
        document.put("time", (observed == null || observed.isAfter(now) ? now : observed).toString());
        document.set("data", data);
        return document;
    }

    /** {@code /rates/0/amount} and {@code rates.0.amount} are one place. */
    private static String plain(String field) {
        return field.replaceFirst("^/", "").replace('.', '/');
    }

    /** The line without its end. */
    static String text(Lines.Line line) {
        String text = new String(line.bytes(), StandardCharsets.UTF_8);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }

    private static List<String> split(String line, char separator) {
        try {
            return CsvReader.builder()
                    .fieldSeparator(separator)
                    .allowUnclosedQuote(false)
                    .allowExtraCharsAfterClosingQuote(false)
                    .maxBufferSize(EventCodec.MAX_VALUE_BYTES)
                    .ofSingleCsvRecord(
                            CsvRecordHandler.of(handler -> handler.maxFieldSize(EventCodec.MAX_VALUE_BYTES)
                                    .maxRecordSize(EventCodec.MAX_VALUE_BYTES)),
                            line)
                    .getFields();
        } catch (CsvParseException _) {
            throw new InvalidEventException(
                    "row", line, "quotes that match, on one line; a quote inside a quoted cell is written twice");
        }
    }
}
