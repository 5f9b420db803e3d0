package dev.crosscheck.kit.topic;

import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Another reader has moved the partition on: what this one made of its records must not commit. */
final class FencedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    FencedException(TopicPartition partition, @Nullable Long expected) {
        super("next offset of " + partition + ": moved by another reader (expected: " + expected + ")");
    }
}
