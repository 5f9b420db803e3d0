package dev.crosscheck.event;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What stands around an event: its CloudEvents attributes.
 *
 * @param id          the same on every delivery of this event, unique across Crosscheck
 * @param source      who sent it, a URI reference such as {@code /publisher}
 * @param time        when it was sent
 * @param batch       the import it belongs to; null if none
 * @param traceparent W3C trace context; null if it is not traced
 */
public record EventMeta(
        String id,
        String source,
        Instant time,
        @Nullable String batch,
        @Nullable String traceparent) {

    public static final int MAX_LENGTH = 200;

    /** Ids stand in addresses and logs, so they hold no spaces and no control characters. */
    private static final Pattern ID = Pattern.compile("[!-~]{1," + MAX_LENGTH + "}");

    private static final Pattern TRACEPARENT =
            Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}(-[!-~]*)?");

    public EventMeta {
        requireVisible("id", id);
        requireVisible("source", source);
        requireNonNull(time, "time");
        if (batch != null) {
            requireVisible("batch", batch);
        }
        // A broken trace is no reason to refuse a fact.
        if (traceparent != null
                && (traceparent.length() > MAX_LENGTH
                        || !TRACEPARENT.matcher(traceparent).matches())) {
            traceparent = null;
        }
    }

    public static EventMeta of(String id, String source, Instant time) {
        return new EventMeta(id, source, time, null, null);
    }

    public EventMeta inBatch(@Nullable String newBatch) {
        return new EventMeta(id, source, time, newBatch, traceparent);
    }

    /** The same event in a trace. */
    public EventMeta traced(@Nullable String newTraceparent) {
        return new EventMeta(id, source, time, batch, newTraceparent);
    }

    private static void requireVisible(String field, @Nullable String text) {
        if (text == null || !ID.matcher(text).matches()) {
            throw new InvalidEventException(
                    field, text, "1 to " + MAX_LENGTH + " visible ASCII characters without spaces");
        }
    }
}
