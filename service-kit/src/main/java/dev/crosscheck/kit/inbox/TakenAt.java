package dev.crosscheck.kit.inbox;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What became of an event, and when. See {@link Taken}. */
public record TakenAt(
        String eventId,
        @Nullable String batch,
        Outcome outcome,
        @Nullable String detail,
        Instant recordedAt) {}
