/** What all importers have in common: reading an upstream entry, and saying what became of it. Pure. */
@NullMarked
package dev.crosscheck.publisher.source;

import org.jspecify.annotations.NullMarked;
