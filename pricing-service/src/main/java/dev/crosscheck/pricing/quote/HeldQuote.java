package dev.crosscheck.pricing.quote;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * What a source says now of an offer.
 *
 * @param quote      the one since which it says so
 * @param lastSeenAt when it last said anything of the offer
 */
public record HeldQuote(Quote quote, Instant lastSeenAt) {

    public HeldQuote {
        requireNonNull(quote, "quote");
        requireNonNull(lastSeenAt, "lastSeenAt");
    }
}
