/** How often a caller may ask for what costs much, and how many of the answers are made at once. */
@NullMarked
package dev.crosscheck.kit.limit;

import org.jspecify.annotations.NullMarked;
