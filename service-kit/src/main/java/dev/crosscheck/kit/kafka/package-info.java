/** Kafka's clients, set up the one way that this system needs them. */
@NullMarked
package dev.crosscheck.kit.kafka;

import org.jspecify.annotations.NullMarked;
