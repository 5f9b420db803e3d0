package dev.crosscheck.publisher.send;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.crosscheck.event.EventJson;
import dev.crosscheck.event.InvalidEventException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A refused record with its bytes as they came.
 *
 * @param service which service refused it
 * @param key     null if it had none
 * @param value   null if it had none
 */
@SuppressWarnings("ArrayRecordComponent") // Bytes as they came; nobody compares two letters.
public record DeadLetter(
        String service,
        long id,
        String topic,
        int partition,
        long offset,
        String reason,
        String recordedAt,
        List<Header> headers,
        byte @Nullable [] key,
        byte @Nullable [] value) {

    /** Its history travels with the record: one header for each time it was sent again. */
    static final String REQUEUED = "requeued";

    /** @param value null if it had none */
    @SuppressWarnings("ArrayRecordComponent") // Bytes as they came; nobody compares two headers.
    public record Header(String name, String text, byte @Nullable [] value) {}

    /**
     * Fetches a letter.
     *
     * @throws Interruption if there is none of this id
     */
    public static DeadLetter read(ServiceClient service, long id) {
        JsonNode json = service.get("/v1/dead-letters/" + id)
                .orElseThrow(() -> new Interruption(
                        Interruption.Kind.USAGE,
                        "ID: " + id + " (expected: one that \"publish dead-letters list\" shows of " + service.name()
                                + ")"));
        List<Header> headers = new ArrayList<>();
        json.path("headers")
                .forEach(header -> headers.add(new Header(
                        header.path("name").asString(""), header.path("text").asString(""), bytes(header, "value"))));
        return new DeadLetter(
                service.name(),
                id,
                json.path("topic").asString(""),
                json.path("partition").asInt(0),
                json.path("offset").asLong(0),
                json.path("reason").asString(""),
                json.path("recordedAt").asString(""),
                List.copyOf(headers),
                bytes(json, "key"),
                bytes(json, "value"));
    }

    private static byte @Nullable [] bytes(JsonNode json, String field) {
        JsonNode base64 = json.path(field);
        return base64.isString() ? Base64.getDecoder().decode(base64.asString()) : null;
    }

    /** The value as text. */
    public String text() {
        return value == null ? "" : new String(value, UTF_8);
    }

    public String keyText() {
        return key == null ? "none" : new String(key, UTF_8);
    }

    /**
     * The event's id, which stands in a header or, if the event is one document, in the value.
     *
     * @param mended the value that is sent in its place; null for the value as it came
     * @return null if neither says
     */
    public @Nullable String event(byte @Nullable [] mended) {
        return headers.stream()
                .filter(header -> header.name().equals("ce_id"))
                .map(Header::text)
                .findFirst()
                .orElseGet(() -> idIn(mended == null ? value : mended));
    }

    private static @Nullable String idIn(byte @Nullable [] document) {
        if (document == null) {
            return null;
        }
        try {
            String id = EventJson.readTree(document).path("id").asString("");
            return id.isEmpty() ? null : id;
        } catch (InvalidEventException _) {
            return null;
        }
    }

    /** Each time that it was sent again, oldest first. */
    public List<String> requeues() {
        return headers.stream()
                .filter(header -> header.name().equals(REQUEUED))
                .map(Header::text)
                .toList();
    }

    /**
     * The record to send again: as it came, or with another value, and with one more line of history.
     *
     * @param mended  null for the value as it came
     * @param newKey  null for the key as it came
     * @param history who sends it again, when and why
     */
    public ProducerRecord<byte[], byte[]> again(byte @Nullable [] mended, @Nullable String newKey, String history) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                topic, newKey == null ? key : newKey.getBytes(UTF_8), mended == null ? value : mended);
        headers.forEach(header -> record.headers().add(header.name(), header.value()));
        record.headers().add(REQUEUED, (service + "/" + id + ": " + history).getBytes(UTF_8));
        return record;
    }
}
