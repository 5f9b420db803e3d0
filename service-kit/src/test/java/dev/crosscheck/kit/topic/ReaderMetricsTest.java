package dev.crosscheck.kit.topic;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class ReaderMetricsTest {

    private static final TopicPartition FIRST = new TopicPartition("letters", 0);
    private static final TopicPartition SECOND = new TopicPartition("letters", 1);

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ReaderMetrics metrics = new ReaderMetrics(meters, List.of("letters"));

    @Test
    void lagIsToldOfEachPartitionAndOfAllTogether() {
        metrics.lag(Map.of(FIRST, 3L, SECOND, 4L));
        metrics.lag(Map.of(FIRST, 2L, SECOND, 9L));

        assertThat(lagOf(FIRST)).isEqualTo(2);
        assertThat(lagOf(SECOND)).isEqualTo(9);
        assertThat(meters.get("crosscheck.reader.lag").gauge().value()).isEqualTo(11);
    }

    @Test
    void partitionThatAnotherReplicaHasIsNotToldOfHere() {
        metrics.lag(Map.of(FIRST, 3L, SECOND, 4L));
        metrics.lag(Map.of(SECOND, 5L));

        assertThat(meters.get("crosscheck.reader.partition.lag").gauges()).hasSize(1);
        assertThat(lagOf(SECOND)).isEqualTo(5);
    }

    private double lagOf(TopicPartition partition) {
        return meters.get("crosscheck.reader.partition.lag")
                .tags("topic", partition.topic(), "partition", String.valueOf(partition.partition()))
                .gauge()
                .value();
    }
}
