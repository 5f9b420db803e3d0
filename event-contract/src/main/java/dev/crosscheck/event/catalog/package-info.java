/** Which models, makers, benchmarks, scores and statements exist: what is reported, and the state that follows. */
@NullMarked
package dev.crosscheck.event.catalog;

import org.jspecify.annotations.NullMarked;
