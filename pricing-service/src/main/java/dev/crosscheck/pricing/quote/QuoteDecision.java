package dev.crosscheck.pricing.quote;

import java.time.Instant;

/** What to do with a quote. Each case carries what its handler needs, and nothing else. */
public sealed interface QuoteDecision {

    /** What is decided on. */
    Quote quote();

    /** The source never spoke of this offer before: store it and show it. */
    record First(Quote quote) implements QuoteDecision {}

    /** The offer is another one from now on: store it and show it. */
    record Changed(Quote quote) implements QuoteDecision {}

    /** What the source said before was wrong: store it and show it; the record tells since when we know. */
    record Corrected(Quote quote) implements QuoteDecision {}

    /** The route is gone: store it and show it as gone. */
    record Retired(Quote quote) implements QuoteDecision {}

    /** The source says again what it said: nothing to store but that it was seen, nothing to say. */
    record Unchanged(Quote quote) implements QuoteDecision {}

    /** A newer quote came first: it enters the history and the present is not turned back. */
    record Late(Quote quote, Instant newestObservedAt) implements QuoteDecision {}
}
