/** Files of our own events, one CloudEvent to a line, checked before anything is sent. */
@NullMarked
package dev.crosscheck.publisher.eventfile;

import org.jspecify.annotations.NullMarked;
