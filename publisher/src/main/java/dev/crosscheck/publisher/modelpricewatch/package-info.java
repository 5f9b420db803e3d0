/** Model Price Watch's dated prices: a correction of its own figure stays apart from a price that moved. */
@NullMarked
package dev.crosscheck.publisher.modelpricewatch;

import org.jspecify.annotations.NullMarked;
