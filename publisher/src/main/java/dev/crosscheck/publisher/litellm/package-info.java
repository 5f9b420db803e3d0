/** Reads LiteLLM's price map and says in our events what it says. Pure but for reading the file. */
@NullMarked
package dev.crosscheck.publisher.litellm;

import org.jspecify.annotations.NullMarked;
