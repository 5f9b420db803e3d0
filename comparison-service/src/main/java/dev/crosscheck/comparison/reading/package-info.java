/** Answers readers. Nobody is served an older page than the facts known. */
@NullMarked
package dev.crosscheck.comparison.reading;

import org.jspecify.annotations.NullMarked;
