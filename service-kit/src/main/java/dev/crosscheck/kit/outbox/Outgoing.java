package dev.crosscheck.kit.outbox;

import static java.util.Objects.requireNonNull;

import java.util.Map;

/**
 * A message to send once the transaction has committed.
 *
 * @param key     messages of one key keep their order
 * @param headers text by name, in UTF-8 on the wire
 * @param value   the body, not copied: whoever hands it over does not change it
 */
// An array is what goes onto the wire; nobody compares two messages.
@SuppressWarnings("ArrayRecordComponent")
public record Outgoing(String topic, byte[] key, Map<String, String> headers, byte[] value) {

    public Outgoing {
        requireNonNull(topic, "topic");
        requireNonNull(key, "key");
        headers = Map.copyOf(headers);
        requireNonNull(value, "value");
    }
}
