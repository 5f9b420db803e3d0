/** What sources say that offers cost. Start at {@link dev.crosscheck.pricing.quote.PriceBook#decide}. */
@NullMarked
package dev.crosscheck.pricing.quote;

import org.jspecify.annotations.NullMarked;
