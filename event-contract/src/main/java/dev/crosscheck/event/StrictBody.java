package dev.crosscheck.event;

import dev.crosscheck.event.catalog.CatalogUpdate;
import dev.crosscheck.event.catalog.ModelField;
import dev.crosscheck.event.catalog.ModelReported;
import dev.crosscheck.event.pricing.PricingUpdate;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What no schema can say: what holds for every text, number and date of an event. */
final class StrictBody {

    /** Clocks differ a little; a fact from further ahead is a mistake. */
    static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(5);

    private static final Instant FIRST_YEAR = Instant.parse("2000-01-01T00:00:00Z");

    /** A double's range is no limit of decimals: 1e400 is a number, and a mistake. */
    private static final int MAX_DIGITS_BEFORE_POINT = 20;

    private static final int MAX_SCALE = 60;

    private static final Pattern SCRIPT = Pattern.compile("<\\s*/?\\s*script", Pattern.CASE_INSENSITIVE);

    /** Decodes strictly: what is not UTF-8 is refused, not replaced. */
    static String utf8(String field, byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        if (StandardCharsets.UTF_8.newDecoder().decode(in, out, true).isError()) {
            throw new InvalidEventException(
                    field,
                    "byte 0x" + HexFormat.of().withUpperCase().toHexDigits(bytes[in.position()]) + " at offset "
                            + in.position(),
                    "text in UTF-8");
        }
        return out.flip().toString();
    }

    /**
     * Checks each text and number of the tree. NUL and half surrogate pairs are refused because no
     * database stores them: let in, they would stop the reader at every attempt.
     */
    static void requirePlain(JsonNode node, String pointer) {
        switch (node.getNodeType()) {
            case OBJECT ->
                node.properties().forEach(entry -> {
                    String below =
                            pointer + "/" + entry.getKey().replace("~", "~0").replace("/", "~1");
                    requireStorable(below, entry.getKey());
                    requirePlain(entry.getValue(), below);
                });
            case ARRAY -> {
                int index = 0;
                for (JsonNode item : node) {
                    requirePlain(item, pointer + "/" + index++);
                }
            }
            case STRING -> requireStorable(pointer, node.stringValue());
            case NUMBER -> requireSmall(pointer, node.decimalValue());
            default -> {}
        }
    }

    /**
     * A script tag is never a fact: it is an accident of scraping or an attack, and the data team
     * should hear of it. What keeps pages safe is that they escape all text.
     */
    static void requireNoScript(JsonNode node, String pointer) {
        if (node.isString() && SCRIPT.matcher(node.stringValue()).find()) {
            throw new InvalidEventException(pointer, node.stringValue(), "text without a script tag");
        }
        if (node.isObject()) {
            node.properties().forEach(entry -> requireNoScript(entry.getValue(), pointer + "/" + entry.getKey()));
        }
        if (node.isArray()) {
            int index = 0;
            for (JsonNode item : node) {
                requireNoScript(item, pointer + "/" + index++);
            }
        }
    }

    /** Refuses an update that claims to come from the future, or from before there were such models. */
    static void requireNotAhead(Object body, Instant now) {
        switch (body) {
            case CatalogUpdate update -> {
                requireTime("/observedAt", update.observedAt(), now);
                requireTime("/validFrom", update.validFrom(), now);
                if (update instanceof ModelReported report) {
                    requirePast(report, ModelField.RELEASED, now);
                    requirePast(report, ModelField.KNOWLEDGE_CUTOFF, now);
                }
            }
            case PricingUpdate update -> {
                requireTime("/observedAt", update.observedAt(), now);
                requireTime("/validFrom", update.validFrom(), now);
            }
            default -> {}
        }
    }

    /** A day that has begun anywhere on Earth is no future; a month or year that has begun neither. */
    private static void requirePast(ModelReported report, ModelField field, Instant now) {
        String met = report.facts().get(field);
        String today = now.atOffset(ZoneOffset.ofHours(14)).toLocalDate().toString();
        if (met != null && met.compareTo(today.substring(0, met.length())) > 0) {
            throw new InvalidEventException("/facts/" + field.id(), met, "no later than today, " + today);
        }
    }

    static void requireTime(String field, @Nullable Instant time, Instant now) {
        if (time != null && time.isAfter(now.plus(CLOCK_TOLERANCE))) {
            throw new InvalidEventException(field, time, "no later than now, " + now);
        }
        if (time != null && time.isBefore(FIRST_YEAR)) {
            throw new InvalidEventException(field, time, "no earlier than " + FIRST_YEAR);
        }
    }

    /**
     * Takes out what this version cannot name, so that a newer writer does not stop an older reader:
     * fields beginning with {@code x-} in an input, fields unknown to {@link ModelField} in a state.
     */
    static void forgetUnknown(EventType type, JsonNode body) {
        switch (type) {
            case MODEL_REPORTED -> removeUnknownFields(body.path("facts"));
            case MODEL_STATE -> removeFacts(body.path("facts"));
            case PRICE_SHEET ->
                body.path("offers")
                        .forEach(
                                offer -> removeUnknownFields(offer.path("facts").path("capabilities")));
            default -> {}
        }
    }

    private static void removeUnknownFields(JsonNode facts) {
        if (facts instanceof ObjectNode object) {
            object.properties().stream()
                    .map(entry -> entry.getKey())
                    .filter(name -> ModelField.find(name).isEmpty())
                    .toList()
                    .forEach(object::remove);
        }
    }

    private static void removeFacts(JsonNode facts) {
        for (int i = facts.size() - 1; i >= 0; i--) {
            if (ModelField.find(facts.path(i).path("field").stringValue("")).isEmpty()
                    && facts instanceof tools.jackson.databind.node.ArrayNode array) {
                array.remove(i);
            }
        }
    }

    static void requireStorable(String field, String text) {
        for (int i = 0; i < text.length(); i++) {
            char met = text.charAt(i);
            if (met == 0) {
                throw new InvalidEventException(field, text, "text without the character NUL");
            }
            if (isUnprintable(met)) {
                throw new InvalidEventException(
                        field,
                        text,
                        "text without the control character " + String.format(Locale.ROOT, "U+%04X", (int) met));
            }
            if (Character.isHighSurrogate(met)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(met)) {
                throw new InvalidEventException(field, text, "whole characters, not half a surrogate pair");
            }
        }
    }

    /** What would break a line of a log, a feed or the reading direction of a page. */
    private static boolean isUnprintable(char met) {
        boolean turnsText = (met >= '\u202A' && met <= '\u202E') || (met >= '\u2066' && met <= '\u2069');
        return turnsText || (Character.isISOControl(met) && met != '\n' && met != '\r' && met != '\t');
    }

    private static void requireSmall(String field, BigDecimal number) {
        long digitsBeforePoint = number.precision() - (long) number.scale();
        if (digitsBeforePoint > MAX_DIGITS_BEFORE_POINT || number.scale() > MAX_SCALE) {
            throw new InvalidEventException(
                    field,
                    number,
                    "a number with at most " + MAX_DIGITS_BEFORE_POINT + " digits before the point and " + MAX_SCALE
                            + " after it");
        }
    }

    private StrictBody() {}
}
