/** Reads Portkey's prices and says in our events what they say. Pure but for reading the file. */
@NullMarked
package dev.crosscheck.publisher.portkey;

import org.jspecify.annotations.NullMarked;
