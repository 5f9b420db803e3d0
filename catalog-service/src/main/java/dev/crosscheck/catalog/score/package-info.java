/** Benchmarks as they are defined, and what a score says. */
@NullMarked
package dev.crosscheck.catalog.score;

import org.jspecify.annotations.NullMarked;
