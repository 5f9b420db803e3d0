/** Which providers offer which model at what price, and since when. */
@NullMarked
package dev.crosscheck.pricing;

import org.jspecify.annotations.NullMarked;
