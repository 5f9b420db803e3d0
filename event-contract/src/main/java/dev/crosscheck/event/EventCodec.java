package dev.crosscheck.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.crosscheck.event.catalog.CatalogUpdate;
import dev.crosscheck.event.catalog.ModelState;
import dev.crosscheck.event.comparison.PageChanged;
import dev.crosscheck.event.pricing.PriceSheet;
import dev.crosscheck.event.pricing.PricingUpdate;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Events to bytes and back, as CloudEvents 1.0.
 *
 * <p>Written in the binary mode of the Kafka binding (attributes in headers, body as value); read in
 * binary and in structured mode (one JSON document). Reading ends in a record whose every value is
 * within its limits, or in an {@link InvalidEventException} that names the field, the value met and
 * the value expected.
 */
public final class EventCodec {

    /** Larger values are refused unread: no event of ours comes near, and a topic takes no more. */
    public static final int MAX_VALUE_BYTES = 1_000_000;

    public static final String JSON = "application/json";
    public static final String STRUCTURED_JSON = "application/cloudevents+json";

    private static final String SPECVERSION = "1.0";
    private static final String PREFIX = "ce_";

    /** No fact is refused for the trace that it is said to belong to. */
    private static final String TRACEPARENT = "traceparent";

    // ---- writing

    /** The event as Kafka carries it: the same event always gives the same bytes. */
    public static Encoded encode(EventMeta meta, Object body) {
        EventType type = EventType.of(body);
        Map<String, String> headers = new LinkedHashMap<>();
        attributes(meta, type).forEach((name, value) -> headers.put(PREFIX + name, value));
        headers.put("content-type", JSON);
        return new Encoded(type.topic(), keyOf(body).getBytes(UTF_8), headers, EventJson.write(body));
    }

    /** The event as one JSON document: a line of a file, an item of an HTTP batch. */
    public static ObjectNode structured(EventMeta meta, Object body) {
        ObjectNode document = EventJson.MAPPER.createObjectNode();
        attributes(meta, EventType.of(body)).forEach(document::put);
        document.put("datacontenttype", JSON);
        document.set("data", EventJson.MAPPER.valueToTree(body));
        return document;
    }

    /**
     * Looks at an event that is about to be sent as whoever reads it will.
     *
     * @param now what time it is; an update from later than a few minutes ahead is refused
     * @throws InvalidEventException if its reader would refuse it
     */
    public static void requireRight(EventMeta meta, Object body, Instant now) {
        EventType type = EventType.of(body);
        attributes(meta, type).forEach(StrictBody::requireStorable);
        if (type.isInput()) {
            StrictBody.requireTime("time", meta.time(), now);
        }
        requireRight(type, EventJson.MAPPER.valueToTree(body));
        StrictBody.requireNotAhead(body, now);
    }

    /** What the event is about: its Kafka key. */
    public static String keyOf(Object body) {
        return switch (body) {
            case CatalogUpdate update -> update.subject();
            case PricingUpdate update -> update.subject();
            case ModelState state -> state.model();
            case PriceSheet sheet -> sheet.model();
            case PageChanged changed -> changed.key();
            default -> throw new IllegalArgumentException("body: " + body.getClass() + " (expected: an event)");
        };
    }

    private static Map<String, String> attributes(EventMeta meta, EventType type) {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("specversion", SPECVERSION);
        attributes.put("id", meta.id());
        attributes.put("source", meta.source());
        attributes.put("type", type.id());
        attributes.put("time", meta.time().toString());
        if (meta.batch() != null) {
            attributes.put("batch", meta.batch());
        }
        if (meta.traceparent() != null) {
            attributes.put(TRACEPARENT, meta.traceparent());
        }
        return attributes;
    }

    // ---- reading

    /**
     * Reads a record in either mode.
     *
     * <p>A record whose offset is below zero never was in Kafka: it came over HTTP and has no key.
     *
     * @param now what time it is; an update from later than a few minutes ahead is refused
     * @throws InvalidEventException if it will never be a right event of its topic
     */
    public static Received decode(ConsumerRecord<byte[], byte[]> record, Instant now) {
        String key = record.key() == null && record.offset() < 0 ? null : key(record);
        byte[] value = record.value();
        if (value == null) {
            throw new InvalidEventException("value", null, "a JSON body");
        }
        if (value.length > MAX_VALUE_BYTES) {
            throw new InvalidEventException("value", value.length + " bytes", "at most " + MAX_VALUE_BYTES + " bytes");
        }
        Map<String, String> headers = headers(record);
        List<EventType> allowed = EventType.on(record.topic());
        String contentType = mediaType(headers.getOrDefault("content-type", JSON));
        Received received = switch (contentType) {
            case STRUCTURED_JSON -> decode(EventJson.readTree(value), allowed, now);
            case JSON -> decodeBinary(headers, value, allowed, now);
            default -> throw new InvalidEventException("content-type", contentType, JSON + " or " + STRUCTURED_JSON);
        };
        // A compacted topic keeps the last record of each key; under a wrong key it keeps the wrong one.
        if (!received.type().isInput() && !keyOf(received.body()).equals(key)) {
            throw new InvalidEventException("key", key, keyOf(received.body()));
        }
        return received;
    }

    /**
     * Reads one structured event that was sent for a topic by another way than Kafka.
     *
     * @param topic what may stand in it: the types of this topic
     * @throws InvalidEventException if it will never be a right event of the topic
     */
    public static Received decode(String topic, JsonNode structured, Instant now) {
        return decode(structured, EventType.on(topic), now);
    }

    /**
     * Reads one structured event of any type that the data team may send.
     *
     * @throws InvalidEventException if it will never be a right one
     */
    public static Received decodeInput(JsonNode structured, Instant now) {
        List<EventType> inputs =
                Arrays.stream(EventType.values()).filter(EventType::isInput).toList();
        return decode(structured, inputs, now);
    }

    private static Received decodeBinary(
            Map<String, String> headers, byte[] value, List<EventType> allowed, Instant now) {
        Attributes attributes = name -> headers.get(PREFIX + name);
        EventType type = type(PREFIX, attributes, allowed);
        EventMeta meta = meta(PREFIX, attributes, headers.get(TRACEPARENT), type, now);
        return received(meta, type, EventJson.readTree(value), now);
    }

    private static Received decode(JsonNode document, List<EventType> allowed, Instant now) {
        if (!document.isObject()) {
            throw new InvalidEventException("event", document, "a JSON object, a CloudEvent in structured mode");
        }
        Attributes attributes = name -> attribute(document, name);
        EventType type = type("", attributes, allowed);
        EventMeta meta = meta("", attributes, null, type, now);
        String contentType = attributes.get("datacontenttype");
        if (contentType != null && !mediaType(contentType).equals(JSON)) {
            throw new InvalidEventException("datacontenttype", contentType, JSON);
        }
        if (document.has("data_base64")) {
            throw new InvalidEventException("data_base64", "base64", "data as JSON");
        }
        JsonNode data = document.get("data");
        if (data == null) {
            throw new InvalidEventException("data", "nothing", "the body of the event, a JSON object");
        }
        return received(meta, type, data, now);
    }

    /**
     * Reads the body of a state that came by another way than Kafka, as strictly as one that came by it.
     *
     * @param state which one, such as {@link dev.crosscheck.event.catalog.ModelState}
     * @throws InvalidEventException if it will never be a right one
     */
    public static <T> T decodeState(JsonNode data, Class<T> state) {
        EventType type = Arrays.stream(EventType.values())
                .filter(known -> known.body() == state)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("state: " + state + " (expected: that of an event)"));
        return state.cast(body(type, data));
    }

    private static Received received(EventMeta meta, EventType type, JsonNode data, Instant now) {
        Object body = body(type, data);
        StrictBody.requireNotAhead(body, now);
        return new Received(meta, type, body);
    }

    private static Object body(EventType type, JsonNode data) {
        requireRight(type, data);
        StrictBody.forgetUnknown(type, data);
        return bind(type, data);
    }

    private static void requireRight(EventType type, JsonNode data) {
        StrictBody.requirePlain(data, "");
        if (type.isInput()) {
            StrictBody.requireNoScript(data, "");
        }
        EventSchemas.require(type, data);
    }

    /** Records name their fields as they stand in Java; people look for them in JSON. */
    private static Object bind(EventType type, JsonNode data) {
        try {
            return EventJson.bind(data, type.body());
        } catch (InvalidEventException e) {
            throw e.asPointers();
        }
    }

    private static EventType type(String prefix, Attributes attributes, List<EventType> allowed) {
        String version = attributes.get("specversion");
        if (!SPECVERSION.equals(version)) {
            throw new InvalidEventException(prefix + "specversion", version, SPECVERSION);
        }
        String id = attributes.get("type");
        return allowed.stream()
                .filter(type -> type.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new InvalidEventException(
                        prefix + "type",
                        id,
                        "one of " + allowed.stream().map(EventType::id).collect(Collectors.joining(", "))));
    }

    private static EventMeta meta(
            String prefix, Attributes attributes, @Nullable String traceparent, EventType type, Instant now) {
        String time = attributes.get("time");
        Instant sentAt;
        try {
            sentAt = OffsetDateTime.parse(time == null ? "" : time).toInstant();
        } catch (DateTimeException _) {
            throw new InvalidEventException(prefix + "time", time, "a moment such as 2026-05-19T00:00:00Z");
        }
        if (type.isInput()) {
            StrictBody.requireTime(prefix + "time", sentAt, now);
        }
        try {
            String traced = attributes.get(TRACEPARENT);
            return new EventMeta(
                    present(attributes, "id"),
                    present(attributes, "source"),
                    sentAt,
                    attributes.get("batch"),
                    traced == null ? traceparent : traced);
        } catch (InvalidEventException e) {
            throw e.under(prefix);
        }
    }

    private static String present(Attributes attributes, String name) {
        String value = attributes.get(name);
        if (value == null) {
            throw new InvalidEventException(name, null, "a value");
        }
        return value;
    }

    private static @Nullable String attribute(JsonNode document, String name) {
        JsonNode value = document.get(name);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isString()) {
            if (name.equals(TRACEPARENT)) {
                return null;
            }
            throw new InvalidEventException(name, value, "a string");
        }
        if (!name.equals(TRACEPARENT)) {
            StrictBody.requireStorable(name, value.stringValue());
        }
        return value.stringValue();
    }

    private static String key(ConsumerRecord<byte[], byte[]> record) {
        if (record.key() == null) {
            throw new InvalidEventException("key", null, "what the event is about, such as a model's id");
        }
        String key = StrictBody.utf8("key", record.key());
        StrictBody.requireStorable("key", key);
        return key;
    }

    private static Map<String, String> headers(ConsumerRecord<byte[], byte[]> record) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (Header header : record.headers()) {
            String name = header.key().toLowerCase(Locale.ROOT);
            boolean ours = name.startsWith(PREFIX) || name.equals("content-type") || name.equals(TRACEPARENT);
            if (!ours || header.value() == null) {
                continue;
            }
            if (name.equals(TRACEPARENT) || name.equals(PREFIX + TRACEPARENT)) {
                // It is dropped if it is broken, and of two the last is as good as the first.
                headers.put(name, new String(header.value(), UTF_8));
                continue;
            }
            String value = StrictBody.utf8(name, header.value());
            StrictBody.requireStorable(name, value);
            if (headers.put(name, value) != null) {
                throw new InvalidEventException(name, "twice", "one header of this name");
            }
        }
        return headers;
    }

    private static String mediaType(String contentType) {
        int parameters = contentType.indexOf(';');
        return (parameters < 0 ? contentType : contentType.substring(0, parameters))
                .strip()
                .toLowerCase(Locale.ROOT);
    }

    /** CloudEvents attributes by name, wherever they stand. */
    private interface Attributes {
        @Nullable
        String get(String name);
    }

    private EventCodec() {}
}
