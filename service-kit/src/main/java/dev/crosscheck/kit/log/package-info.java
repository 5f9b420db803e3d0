/** What the log looks like; what is in it says who writes it. */
@NullMarked
package dev.crosscheck.kit.log;

import org.jspecify.annotations.NullMarked;
