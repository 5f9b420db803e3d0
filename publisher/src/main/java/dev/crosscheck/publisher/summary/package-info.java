/** What became of a batch, for a person and for a program. */
@NullMarked
package dev.crosscheck.publisher.summary;

import org.jspecify.annotations.NullMarked;
