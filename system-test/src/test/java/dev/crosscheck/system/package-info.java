/** The whole, with its services as processes: what a user relies on, and what must hold when parts of it fail. */
@NullMarked
package dev.crosscheck.system;

import org.jspecify.annotations.NullMarked;
