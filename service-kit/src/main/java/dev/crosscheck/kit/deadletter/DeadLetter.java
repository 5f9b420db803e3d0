package dev.crosscheck.kit.deadletter;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record that will never be right as it stands, with all that came.
 *
 * @param topic     where it was read
 * @param offset    its place in the partition
 * @param headers   all of them in their order, with the bytes as they came
 * @param value     the bytes as they came
 * @param reason    the field, the value met and the value expected
 */
// Arrays are what came over the wire; nobody compares two letters.
@SuppressWarnings("ArrayRecordComponent")
public record DeadLetter(
        long id,
        String topic,
        int partition,
        long offset,
        byte @Nullable [] key,
        byte @Nullable [] value,
        List<ReceivedHeader> headers,
        String reason,
        Instant recordedAt) {}
