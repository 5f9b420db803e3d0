package dev.crosscheck.pricing.quarantine;

import static java.util.Objects.requireNonNull;

import dev.crosscheck.pricing.quote.QuoteContent;
import java.util.List;

/**
 * What a series is judged beside.
 *
 * @param peers     what the providers of the model charge
 * @param witnesses what other sources say of the very same offer; empty if none contradicts
 * @param routes    what other routes of the same provider cost; empty if none is far from it
 */
record Beside(Peers peers, List<QuoteContent> witnesses, List<QuoteContent> routes) {

    Beside {
        requireNonNull(peers, "peers");
        witnesses = List.copyOf(witnesses);
        routes = List.copyOf(routes);
    }
}
