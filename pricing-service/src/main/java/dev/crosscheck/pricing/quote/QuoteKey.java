package dev.crosscheck.pricing.quote;

import static java.util.Objects.requireNonNull;

/**
 * A series of quotes: what one source says of one offer over time.
 *
 * @param source id of who says it
 */
public record QuoteKey(OfferKey offer, String source) {

    public QuoteKey {
        requireNonNull(offer, "offer");
        requireNonNull(source, "source");
    }
}
