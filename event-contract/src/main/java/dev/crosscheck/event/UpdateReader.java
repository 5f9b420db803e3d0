package dev.crosscheck.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads an update, from the topic or from a request, into something understood or something garbled. */
public final class UpdateReader {

    /** What became of the reading. */
    public sealed interface Read {}

    /** A right event of the topic. */
    public record Understood(Received event) implements Read {}

    /**
     * An event that will never be right.
     *
     * @param id     of the event, as far as it can be told
     * @param batch  it came with, as far as it can be told
     * @param reason {@code field: met (expected: …)}
     */
    public record Garbled(@Nullable String id, @Nullable String batch, String reason) implements Read {}

    /** Reads it; nothing that a publisher can send makes this fail. */
    public static Read read(ConsumerRecord<byte[], byte[]> record, Instant now) {
        try {
            return new Understood(EventCodec.decode(record, now));
        } catch (InvalidEventException e) {
            String reason = String.valueOf(e.getMessage());
            return cameOverHttp(record)
                    ? garbledDocument(record, reason)
                    : new Garbled(header(record, "ce_id"), header(record, "ce_batch"), reason);
        }
    }

    /** What came over HTTP has no place in the topic; its attributes are in the document. */
    private static boolean cameOverHttp(ConsumerRecord<byte[], byte[]> record) {
        return record.offset() < 0;
    }

    private static Garbled garbledDocument(ConsumerRecord<byte[], byte[]> record, String reason) {
        try {
            JsonNode document = EventJson.readTree(record.value());
            return new Garbled(attribute(document, "id"), attribute(document, "batch"), reason);
        } catch (InvalidEventException _) {
            return new Garbled(null, null, reason);
        }
    }

    private static @Nullable String header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null || header.value() == null ? null : sensible(new String(header.value(), UTF_8));
    }

    private static @Nullable String attribute(JsonNode document, String name) {
        JsonNode value = document.get(name);
        return value != null && value.isString() ? sensible(value.stringValue()) : null;
    }

    /** Only what could be the id of an event is taken for one. */
    private static @Nullable String sensible(String text) {
        return text.length() <= EventMeta.MAX_LENGTH
                        && text.chars().allMatch(c -> c > ' ' && c <= '~')
                        && !text.isEmpty()
                ? text
                : null;
    }

    private UpdateReader() {}
}
