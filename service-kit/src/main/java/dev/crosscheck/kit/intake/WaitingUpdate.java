package dev.crosscheck.kit.intake;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An update that is kept until what it speaks of becomes known.
 *
 * @param id       grows; pages of the list go by it
 * @param eventId  the update's own id
 * @param batch    what it was published with; null if on its own
 * @param type     the kind of event
 * @param source   who says it
 * @param field    which field names something unknown
 * @param met      what it names
 * @param expected what it could name
 */
public record WaitingUpdate(
        long id,
        String eventId,
        @Nullable String batch,
        String type,
        String source,
        String field,
        String met,
        String expected,
        Instant recordedAt) {}
