/** How often a caller may ask for what costs much. */
@NullMarked
package dev.crosscheck.kit.limit;

import org.jspecify.annotations.NullMarked;
