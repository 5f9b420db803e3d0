package dev.crosscheck.catalog.identity;

import dev.crosscheck.event.catalog.ModelAlias;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One word on a spelling, as it enters history.
 *
 * @param model      id of the model
 * @param decision   linked, unlinked, or late: said before what is held, and so without effect
 * @param linked     what was said
 * @param by         who says so; null where a source's own list of aliases does
 * @param why        the reason; null where there is no {@code by}
 * @param source     id of the source that says it; null where it is not known
 * @param observedAt when it was said
 * @param eventId    the event that says it
 */
public record AliasWord(
        ModelAlias alias,
        String model,
        String decision,
        boolean linked,
        @Nullable String by,
        @Nullable String why,
        @Nullable String source,
        Instant observedAt,
        String eventId) {

    /** Whether it changes what is held. */
    public boolean counts() {
        return !decision.equals("late");
    }
}
