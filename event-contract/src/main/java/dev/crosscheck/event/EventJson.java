package dev.crosscheck.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/** Events as JSON. The same record always gives the same bytes. */
public final class EventJson {

    /** Deeper than any event of ours, far less than a stack. */
    public static final int MAX_DEPTH = 32;

    /** A long editor's take, four times over. */
    public static final int MAX_STRING_LENGTH = 100_000;

    /** Longer numbers are no prices; reading them would cost more than it says. */
    public static final int MAX_NUMBER_LENGTH = 60;

    private static final Pattern UNTOLD_PLACE = Pattern.compile(" \\([^(\\[]*\\[Source: [^\\]]*\\]\\)");

    /** The mapper behind all events: strict on input, exact on decimals, stable in order. */
    public static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxStringLength(MAX_STRING_LENGTH)
                            .maxNumberLength(MAX_NUMBER_LENGTH)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .disable(JsonWriteFeature.WRITE_NAN_AS_STRINGS)
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .changeDefaultPropertyInclusion(defaults -> defaults.withValueInclusion(JsonInclude.Include.NON_EMPTY))
            .build();

    public static byte[] write(Object event) {
        return MAPPER.writeValueAsBytes(event);
    }

    /**
     * Reads a state event, which our own services wrote.
     *
     * @throws InvalidEventException if it is none
     */
    public static <T> T read(byte[] json, Class<T> type) {
        try {
            return MAPPER.readValue(json, type);
        } catch (JacksonException e) {
            throw invalid(e, type);
        }
    }

    /**
     * @throws InvalidEventException if the bytes are no JSON within the limits
     */
    public static JsonNode readTree(byte[] json) {
        try {
            JsonNode tree = MAPPER.readTree(StrictBody.utf8("body", json));
            if (!tree.isMissingNode()) {
                return tree;
            }
            throw new InvalidEventException("body", "nothing", "one JSON value");
        } catch (StreamConstraintsException e) {
            throw new InvalidEventException(
                    "body",
                    "beyond the limits" + place(e),
                    "JSON at most " + MAX_DEPTH + " deep, texts of at most " + MAX_STRING_LENGTH
                            + " characters, numbers of at most " + MAX_NUMBER_LENGTH);
        } catch (JacksonException e) {
            throw new InvalidEventException("body", met(e) + place(e), "one JSON value");
        }
    }

    /** What was met instead of JSON: the parser's own words without its advice to programmers, and places it does not tell. */
    public static String met(JacksonException e) {
        String words = UNTOLD_PLACE.matcher(e.getOriginalMessage()).replaceAll("");
        return words.startsWith("Non-standard token")
                ? words.substring(0, Math.max(words.indexOf(':'), 0))
                : words.startsWith("Trailing token") ? "more after it" : words;
    }

    /** A limit is met by a number or text of which the parser does not tell the place. */
    private static String place(JacksonException e) {
        TokenStreamLocation location = e.getLocation();
        return location == null ? "" : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
    }

    /**
     * @throws InvalidEventException if the tree does not fit the record
     */
    public static <T> T bind(JsonNode tree, Class<T> type) {
        try {
            return MAPPER.treeToValue(tree, type);
        } catch (JacksonException e) {
            throw invalid(e, type);
        }
    }

    private static InvalidEventException invalid(JacksonException e, Class<?> type) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof InvalidEventException invalid) {
                return invalid;
            }
        }
        return new InvalidEventException("body", e.getOriginalMessage(), "a " + type.getSimpleName());
    }

    private EventJson() {}
}
