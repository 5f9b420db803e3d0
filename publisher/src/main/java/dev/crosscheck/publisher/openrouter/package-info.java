/** Reads OpenRouter's list of models and says in our events what it charges. Pure but for reading the file. */
@NullMarked
package dev.crosscheck.publisher.openrouter;

import org.jspecify.annotations.NullMarked;
