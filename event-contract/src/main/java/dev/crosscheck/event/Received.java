package dev.crosscheck.event;

/**
 * An event that was read and found to be right in itself. Whether its model and benchmark are known
 * is for the reader to say.
 *
 * @param meta what stands around it
 * @param type its kind
 * @param body a record of the class {@link EventType#body()}
 */
public record Received(EventMeta meta, EventType type, Object body) {

    public Received {
        if (!type.body().isInstance(body)) {
            throw new IllegalArgumentException("body: " + body.getClass().getName() + " (expected: "
                    + type.body().getName() + ")");
        }
    }
}
