package dev.crosscheck.comparison.page;

import dev.crosscheck.event.catalog.ModelState;
import dev.crosscheck.event.pricing.PriceSheet;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of one model: what a page is made from.
 *
 * @param catalog its facts, scores and statements
 * @param prices  its offers; null until pricing has spoken of it
 */
public record Profile(ModelState catalog, @Nullable PriceSheet prices) {

    public String model() {
        return catalog.model();
    }
}
