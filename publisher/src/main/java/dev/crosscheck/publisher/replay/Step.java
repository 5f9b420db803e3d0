package dev.crosscheck.publisher.replay;

import dev.crosscheck.publisher.source.Note;
import dev.crosscheck.publisher.source.Offer;
import java.time.Instant;
import java.util.List;

/** What a line of a history comes to. */
public sealed interface Step {

    /** What happened upstream: {@code added}, {@code changed} or {@code removed}; {@code broken} if that is unknown. */
    String kind();

    /**
     * The offer is another than it was told to be.
     *
     * @param seq   of the line
     * @param at    when
     * @param offer the whole offer from then on
     * @param left  the whole offer, retired, under the names that it no longer has; empty for most
     */
    record Told(String kind, long seq, Instant at, Offer offer, List<Offer> left, List<Note> notes) implements Step {}

    /** Nothing that our events can say has changed. */
    record NoNews(String kind, long seq, Instant at) implements Step {}

    /** The line, or the offer as it stands after it, can be no event; the reason begins with where it is. */
    record Refused(String kind, String reason) implements Step {}
}
