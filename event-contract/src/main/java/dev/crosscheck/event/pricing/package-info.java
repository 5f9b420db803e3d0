/** Who offers which model at what price: what is reported, and the state that follows. */
@NullMarked
package dev.crosscheck.event.pricing;

import org.jspecify.annotations.NullMarked;
