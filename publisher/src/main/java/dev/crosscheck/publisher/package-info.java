/** The data team's command-line tool. */
@NullMarked
package dev.crosscheck.publisher;

import org.jspecify.annotations.NullMarked;
