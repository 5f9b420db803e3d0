package dev.crosscheck.publisher.eventfile;

import dev.crosscheck.event.EventJson;
import dev.crosscheck.event.InvalidEventException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A column of a CSV file, and where its cells go in the event.
 *
 * @param name  as it stands in the header
 * @param place where the value goes
 * @param form  what a cell must look like
 */
record CsvColumn(String name, Place place, Form form) {

    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,15}(\\.\\d{1,30})?([eE]-?\\d{1,2})?");
    private static final Pattern COUNT = Pattern.compile("-?\\d{1,18}");

    /** What the cells of a column hold. */
    enum Form {
        TEXT,
        NUMBER,
        COUNT,
        FLAG,
        MOMENT
    }

    /** Where a value goes in the body of an event. */
    sealed interface Place {

        /** Nowhere: the column is the team's own. */
        record Nowhere() implements Place {}

        /** A field, or a field of an object: {@code facts}, {@code contextTokens}. */
        record Field(List<String> steps) implements Place {

            String path() {
                return String.join("/", steps);
            }
        }

        /** A new item of a list. {@code template} is the item without its value, which goes to {@code field}. */
        record Item(String list, ObjectNode template, String field) implements Place {}
    }

    static CsvColumn of(String path, Form form) {
        return named(path.substring(path.lastIndexOf('/') + 1), form, path.split("/", -1));
    }

    static CsvColumn named(String name, Form form, String... steps) {
        return new CsvColumn(name, new Place.Field(List.of(steps)), form);
    }

    static CsvColumn unread(String name) {
        return new CsvColumn(name, new Place.Nowhere(), Form.TEXT);
    }

    boolean isRead() {
        return !(place instanceof Place.Nowhere);
    }

    /**
     * Puts a cell into the body.
     *
     * @return where it went: {@code rates/0/amount}
     * @throws InvalidEventException if the cell has not the column's form
     */
    String put(ObjectNode body, String cell) {
        JsonNode value = value(cell);
        return switch (place) {
            case Place.Nowhere() -> "";
            case Place.Field field -> {
                ObjectNode at = body;
                for (String step : field.steps().subList(0, field.steps().size() - 1)) {
                    at = at.withObjectProperty(step);
                }
                at.set(field.steps().getLast(), value);
                yield field.path();
            }
            case Place.Item(String list, ObjectNode template, String field) -> {
                ArrayNode items = body.withArrayProperty(list);
                items.add(template.deepCopy().set(field, value));
                yield list + "/" + (items.size() - 1) + "/" + field;
            }
        };
    }

    private JsonNode value(String cell) {
        var nodes = EventJson.MAPPER.getNodeFactory();
        return switch (form) {
            case TEXT -> nodes.stringNode(cell);
            case NUMBER -> {
                require(
                        NUMBER.matcher(cell).matches(),
                        cell,
                        "a number such as 0.25, without a currency sign and without marks between thousands");
                yield nodes.numberNode(new BigDecimal(cell));
            }
            case COUNT -> {
                require(COUNT.matcher(cell).matches(), cell, "a whole number such as 131072");
                yield nodes.numberNode(Long.parseLong(cell));
            }
            case FLAG -> {
                String word = cell.toLowerCase(Locale.ROOT);
                require(word.equals("true") || word.equals("false"), cell, "true or false");
                yield nodes.booleanNode(word.equals("true"));
            }
            case MOMENT -> {
                Instant moment = moment(cell);
                require(moment != null, cell, "a day or a moment, such as 2026-05-19 or 2026-05-19T08:00:00Z");
                yield nodes.stringNode(String.valueOf(moment));
            }
        };
    }

    private void require(boolean right, String met, String expected) {
        if (!right) {
            throw new InvalidEventException(name, met, expected);
        }
    }

    /** A day means its beginning, in UTC; null if it is neither day nor moment. */
    static @Nullable Instant moment(String text) {
        try {
            return text.length() == 10
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException _) {
            return null;
        }
    }
}
