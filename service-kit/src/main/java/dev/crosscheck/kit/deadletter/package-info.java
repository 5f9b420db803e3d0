/** What will never be right, kept with its bytes and the reason. */
@NullMarked
package dev.crosscheck.kit.deadletter;

import org.jspecify.annotations.NullMarked;
