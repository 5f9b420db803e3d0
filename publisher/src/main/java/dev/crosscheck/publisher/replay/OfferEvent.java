package dev.crosscheck.publisher.replay;

import dev.crosscheck.event.InvalidEventException;
import dev.crosscheck.publisher.source.Fields;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One change of a source's list, as its history has it.
 *
 * @param seq      its number; each is higher than the one before
 * @param at       when the list changed
 * @param provider as upstream spells it
 * @param model    the offer's name in upstream's list
 * @param link     the canonical model that upstream links it to; null if none
 * @param details  the whole record for {@code ADDED}, {@code field: [old, new]} for {@code CHANGED}, else null
 */
record OfferEvent(
        long seq,
        Type type,
        Instant at,
        String provider,
        String model,
        @Nullable String link,
        @Nullable JsonNode details) {

    /** What happened to the offer. */
    enum Type {
        ADDED("offer_added", "record"),
        CHANGED("offer_changed", "changes"),
        REMOVED("offer_removed", null);

        private final String word;
        private final @Nullable String details;

        Type(String word, @Nullable String details) {
            this.word = word;
            this.details = details;
        }
    }

    /**
     * @param upstream how the history names its source
     * @throws InvalidEventException if a part is missing or is none
     */
    static OfferEvent read(JsonNode line, String upstream) {
        Fields event = new Fields("", line);
        BigDecimal number = event.number("seq");
        if (number == null || number.signum() < 1 || number.stripTrailingZeros().scale() > 0) {
            throw new InvalidEventException("seq", number, "a whole number of at least 1");
        }
        String source = event.text("source");
        if (!upstream.equals(source)) {
            throw new InvalidEventException("source", source, upstream);
        }
        Type type = type(event.text("type"));
        JsonNode details = type.details == null ? null : event.any(type.details);
        if (type.details != null && (details == null || !details.isObject())) {
            throw new InvalidEventException(type.details, details, "an object");
        }
        return new OfferEvent(
                number.longValue(),
                type,
                time(event.text("ts")),
                required(event, "provider"),
                required(event, "model"),
                event.text("canonical"),
                details);
    }

    private static Type type(@Nullable String word) {
        for (Type type : Type.values()) {
            if (type.word.equals(word)) {
                return type;
            }
        }
        throw new InvalidEventException("type", word, "offer_added, offer_changed or offer_removed");
    }

    private static Instant time(@Nullable String text) {
        try {
            return OffsetDateTime.parse(text == null ? "" : text).toInstant();
        } catch (DateTimeException _) {
            throw new InvalidEventException("ts", text, "a moment with its offset, such as 2026-05-19T00:00:00Z");
        }
    }

    private static String required(Fields event, String name) {
        String text = event.text(name);
        if (text == null || text.isEmpty()) {
            throw new InvalidEventException(name, text, "a name");
        }
        return text;
    }
}
