/** The price sheets that readers get. Start at {@link dev.crosscheck.pricing.price.PriceSheets#publish}. */
@NullMarked
package dev.crosscheck.pricing.price;

import org.jspecify.annotations.NullMarked;
