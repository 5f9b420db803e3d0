/** What the services say to each other, and what the data team says to them. */
@NullMarked
package dev.crosscheck.event;

import org.jspecify.annotations.NullMarked;
