/** Comparisons of the past. Start at {@link dev.crosscheck.comparison.past.PastPages#page}. */
@NullMarked
package dev.crosscheck.comparison.past;

import org.jspecify.annotations.NullMarked;
