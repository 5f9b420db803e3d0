/** What was taken, so that a repeated event changes nothing. */
@NullMarked
package dev.crosscheck.kit.inbox;

import org.jspecify.annotations.NullMarked;
