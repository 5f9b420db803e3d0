/** The clock, given and never read statically. */
@NullMarked
package dev.crosscheck.kit.time;

import org.jspecify.annotations.NullMarked;
