/** Events on their way to Kafka, and what the services say became of them. */
@NullMarked
package dev.crosscheck.publisher.send;

import org.jspecify.annotations.NullMarked;
