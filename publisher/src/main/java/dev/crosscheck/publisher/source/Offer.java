package dev.crosscheck.publisher.source;

import dev.crosscheck.event.pricing.PriceReported;

/**
 * What an upstream entry says of one offer.
 *
 * @param price    the whole offer
 * @param resolved whether upstream itself says which canonical model it is of
 */
public record Offer(PriceReported price, boolean resolved) {

    /** The same for an import. */
    public Kind.Reported reported() {
        return new Kind.Reported(price, resolved);
    }
}
