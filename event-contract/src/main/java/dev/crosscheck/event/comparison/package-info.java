/** What changed on the comparison pages. */
@NullMarked
package dev.crosscheck.event.comparison;

import org.jspecify.annotations.NullMarked;
