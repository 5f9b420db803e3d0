/** What is known of every model: in the database for good, in memory for readers, newer wins. */
@NullMarked
package dev.crosscheck.comparison.fact;

import org.jspecify.annotations.NullMarked;
