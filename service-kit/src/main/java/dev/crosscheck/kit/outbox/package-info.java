/** Saying what was committed, no less and no more. */
@NullMarked
package dev.crosscheck.kit.outbox;

import org.jspecify.annotations.NullMarked;
