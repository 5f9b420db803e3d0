/** Which models, makers, benchmarks, scores and statements exist, and since when. */
@NullMarked
package dev.crosscheck.catalog;

import org.jspecify.annotations.NullMarked;
