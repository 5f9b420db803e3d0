/** Follows one event through processes and threads, if somebody wants to know. Start at {@code Tracing}. */
@NullMarked
package dev.crosscheck.kit.trace;

import org.jspecify.annotations.NullMarked;
