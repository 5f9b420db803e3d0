package dev.crosscheck.pricing.quote;

import dev.crosscheck.event.pricing.RouteStatus;
import dev.crosscheck.pricing.quote.QuoteDecision.Changed;
import dev.crosscheck.pricing.quote.QuoteDecision.Corrected;
import dev.crosscheck.pricing.quote.QuoteDecision.First;
import dev.crosscheck.pricing.quote.QuoteDecision.Late;
import dev.crosscheck.pricing.quote.QuoteDecision.Retired;
import dev.crosscheck.pricing.quote.QuoteDecision.Unchanged;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a batch adds to one series of quotes. Pure: it gathers what is to be written, and whoever
 * made it writes.
 */
final class QuoteSeries {

    private final QuoteKey key;
    private final Timeline timeline;
    private final Function<String, QuoteContent> contentInHistory;
    private final Map<String, QuoteContent> contents = new HashMap<>();
    private final List<HistoryEntry> history = new ArrayList<>();
    private final List<Quote> sightings = new ArrayList<>();

    /** @param contentInHistory finds a content of this series by its fingerprint */
    QuoteSeries(
            QuoteKey key,
            Timeline timeline,
            Optional<HeldQuote> held,
            Function<String, QuoteContent> contentInHistory) {
        this.key = key;
        this.timeline = timeline;
        this.contentInHistory = contentInHistory;
        held.map(HeldQuote::quote)
                .ifPresent(quote -> contents.put(quote.content().fingerprint(), quote.content()));
    }

    QuoteDecision take(Quote quote) {
        QuoteDecision decision = PriceBook.decide(quote, timeline);
        switch (decision) {
            case First(Quote first) -> remember(first, "first");
            case Changed(Quote changed) -> remember(changed, "change");
            case Corrected(Quote corrected) -> remember(corrected, "correction");
            case Retired(Quote retired) -> remember(retired, "retired");
            case Late(Quote late, Instant _) -> remember(late, "late");
            case Unchanged(Quote repeated) -> {
                sightings.add(repeated);
                timeline.insert(repeated.statement(false));
            }
        }
        return decision;
    }

    private void remember(Quote quote, String kind) {
        Statement statement = quote.statement(true);
        contents.put(statement.fingerprint(), quote.content());
        timeline.insert(statement);
        history.add(HistoryEntry.of(quote, kind));
        promote();
    }

    private static HistoryEntry entry(Quote promoted) {
        if (promoted.correction()) {
            return HistoryEntry.of(promoted, "correction");
        }
        boolean gone = promoted.content().status() == RouteStatus.RETIRED;
        return HistoryEntry.of(promoted, gone ? "retired" : "change");
    }

    /** Writes down what begins a price now that what stood before it counts as never said. */
    void promote() {
        timeline.promote().forEach(promoted -> history.add(entry(quoted(promoted))));
    }

    /** Whether anything is left that was said. */
    boolean isEmpty() {
        return timeline.lastWord().isEmpty();
    }

    /** What enters the history. */
    List<HistoryEntry> history() {
        return history;
    }

    /** What only repeated what was known. */
    List<Quote> sightings() {
        return sightings;
    }

    /** What the source says now. */
    HeldQuote held() {
        return new HeldQuote(
                quoted(timeline.lastWord().orElseThrow()), timeline.seenUntil().orElseThrow());
    }

    private Quote quoted(Statement statement) {
        return new Quote(
                key.offer(),
                contents.computeIfAbsent(statement.fingerprint(), contentInHistory),
                statement.provenance(),
                statement.correction(),
                statement.recordedAt(),
                statement.hold());
    }
}
