package dev.crosscheck.kit.http;

import dev.crosscheck.kit.problem.Problem;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The forms of the answers. */
final class Views {

    /**
     * @param index   of the update in the request, from 0
     * @param id      of the event; null if it could not be read
     * @param outcome accepted, unchanged, late, waiting, quarantined, refused or duplicate
     * @param problem why, if it was refused, waits or is under review
     */
    @Serdeable
    record Item(
            int index,
            @Nullable String id,
            String outcome,
            @Nullable Problem problem) {}

    @Serdeable
    record Update(
            String id,
            @Nullable String batch,
            String outcome,
            @Nullable String detail,
            Instant recordedAt) {}

    /** @param outcomes how many events came to which end; every end is named */
    @Serdeable
    record Batch(String batch, long events, Map<String, Long> outcomes) {}

    /** @param next the {@code after} of the next page; null if this is the last */
    @Serdeable
    record WaitingPage(List<Waiting> items, @Nullable Long next) {}

    @Serdeable
    record Waiting(
            long id,
            String event,
            @Nullable String batch,
            String type,
            String source,
            String field,
            String met,
            String expected,
            Instant recordedAt) {}

    @Serdeable
    record DeadLetterPage(
            List<DeadLetterSummary> items, @Nullable Long next) {}

    /**
     * @param event the event's id, and
     * @param batch what it was published with; null where the headers do not say
     */
    @Serdeable
    record DeadLetterSummary(
            long id,
            @Nullable String event,
            @Nullable String batch,
            String topic,
            int partition,
            long offset,
            String reason,
            long bytes,
            Instant recordedAt) {}

    /**
     * @param key   base64; null if it had none
     * @param value the bytes as they came, base64; null if it had none
     */
    @Serdeable
    record DeadLetterView(
            long id,
            String topic,
            int partition,
            long offset,
            String reason,
            Instant recordedAt,
            List<HeaderView> headers,
            @Nullable String key,
            @Nullable String value) {}

    /** A header as received: its text, and its bytes in base64. */
    @Serdeable
    record HeaderView(String name, String text, @Nullable String value) {}

    private Views() {}
}
