/** Pages as bytes, and where they are kept. The same page always has the same bytes. */
@NullMarked
package dev.crosscheck.comparison.pagestore;

import org.jspecify.annotations.NullMarked;
