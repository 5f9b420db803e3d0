/** Folds a history of changes into whole offers, as they stood at each moment. Pure but for reading the files. */
@NullMarked
package dev.crosscheck.publisher.replay;

import org.jspecify.annotations.NullMarked;
