/** What comes in: price updates, and which models there are. Start at {@code PriceUpdates.take}. */
@NullMarked
package dev.crosscheck.pricing.intake;

import org.jspecify.annotations.NullMarked;
