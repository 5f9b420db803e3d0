package dev.crosscheck.event.pricing;

import dev.crosscheck.event.EventMeta;
import dev.crosscheck.event.InvalidEventException;
import dev.crosscheck.event.Source;
import dev.crosscheck.event.Texts;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A person takes back quotes that should never have been published, such as those of a bad import. What is
 * shown is as if they had never been said; the history keeps them. It holds for those that arrive later too.
 *
 * @param batch      what they were published with; null if {@code events} names them
 * @param events     the ids of their events, at most {@value #MAX_EVENTS}; empty if {@code batch} names them
 * @param by         who takes them back, by name
 * @param why        for those who read it later
 * @param source     of the decision, such as the team that keeps prices right
 * @param observedAt when it was decided
 */
public record UpdatesWithdrawn(
        @Nullable String batch, List<String> events, String by, String why, Source source, Instant observedAt)
        implements PricingUpdate {

    public static final int MAX_EVENTS = 1_000;

    public UpdatesWithdrawn {
        events = events == null ? List.of() : List.copyOf(events);
        if ((batch == null) == events.isEmpty()) {
            throw new InvalidEventException(
                    "events",
                    events.size() + (batch == null ? " and no batch" : " and a batch"),
                    "the ids of events, or a batch");
        }
        if (events.size() > MAX_EVENTS) {
            throw new InvalidEventException("events", events.size(), "at most " + MAX_EVENTS);
        }
        if (batch != null) {
            Texts.requireLength("batch", batch, 1, EventMeta.MAX_LENGTH);
        }
        Texts.requireWords("by", by, QuoteReviewed.MAX_BY);
        Texts.requireWords("why", why, QuoteReviewed.MAX_WHY);
    }

    @Override
    public @Nullable Instant validFrom() {
        return null;
    }

    @Override
    public boolean correction() {
        return false;
    }

    /** It is of many models; those who withdraw the same meet in one place. */
    @Override
    public String subject() {
        return batch == null ? events.getFirst() : batch;
    }
}
