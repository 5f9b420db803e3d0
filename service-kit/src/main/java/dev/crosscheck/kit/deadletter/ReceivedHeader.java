package dev.crosscheck.kit.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;

/**
 * A header of a record.
 *
 * @param value the bytes as they came; null if it had none
 */
// An array is what came over the wire; nobody compares two headers.
@SuppressWarnings("ArrayRecordComponent")
public record ReceivedHeader(String name, byte @Nullable [] value) {

    /** As text; bytes that are not UTF-8 are shown as U+FFFD. */
    public String text() {
        return value == null ? "" : new String(value, UTF_8);
    }
}
