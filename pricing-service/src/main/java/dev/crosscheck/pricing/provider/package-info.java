/** Who charges for models. */
@NullMarked
package dev.crosscheck.pricing.provider;

import org.jspecify.annotations.NullMarked;
