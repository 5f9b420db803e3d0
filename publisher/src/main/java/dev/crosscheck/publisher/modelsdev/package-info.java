/** Reads models.dev's catalogue and says in our events what it says. Pure but for reading the file. */
@NullMarked
package dev.crosscheck.publisher.modelsdev;

import org.jspecify.annotations.NullMarked;
