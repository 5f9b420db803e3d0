/** From an update to what it changes, in one transaction. */
@NullMarked
package dev.crosscheck.catalog.intake;

import org.jspecify.annotations.NullMarked;
