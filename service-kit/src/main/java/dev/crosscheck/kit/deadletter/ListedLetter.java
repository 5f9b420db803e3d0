package dev.crosscheck.kit.deadletter;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A dead letter as lists show it: what it is, and nothing of what came but its size.
 *
 * @param event  the event's id, and
 * @param batch  what it was published with; null where the headers do not say, or are too large to be looked through
 * @param topic  where it was read
 * @param offset its place in the partition
 * @param reason the field, the value met and the value expected
 * @param bytes  of the value; 0 if it had none
 */
public record ListedLetter(
        long id,
        @Nullable String event,
        @Nullable String batch,
        String topic,
        int partition,
        long offset,
        String reason,
        long bytes,
        Instant recordedAt) {}
