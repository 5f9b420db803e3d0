package dev.crosscheck.kit.kafka;

import io.micrometer.core.instrument.config.MeterFilter;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.util.Set;

/** Which of their own figures Kafka's clients show: of several hundred, those that tell what is the matter. */
@Factory
final class KafkaFigures {

    private static final String PREFIX = "kafka.";

    private static final Set<String> SHOWN = Set.of(
            // Whether they reach a broker and are let in.
            "kafka.consumer.connection.count",
            "kafka.consumer.failed.authentication.total",
            "kafka.producer.connection.count",
            "kafka.producer.failed.authentication.total",
            // Whether a reader still comes round, belongs to its group, and has something to read.
            "kafka.consumer.last.poll.seconds.ago",
            "kafka.consumer.coordinator.last.heartbeat.seconds.ago",
            "kafka.consumer.coordinator.assigned.partitions",
            "kafka.consumer.coordinator.rebalance.total",
            "kafka.consumer.coordinator.failed.rebalance.total",
            // How the brokers are doing.
            "kafka.consumer.fetch.manager.fetch.latency.avg",
            "kafka.producer.request.latency.avg",
            "kafka.producer.record.error.total",
            "kafka.producer.record.retry.total",
            "kafka.producer.buffer.available.bytes");

    @Singleton
    MeterFilter few() {
        return MeterFilter.deny(id -> id.getName().startsWith(PREFIX) && !SHOWN.contains(id.getName()));
    }
}
