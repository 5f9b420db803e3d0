package dev.crosscheck.kit.topic;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class ReaderMetricsTest {

    private static final TopicPartition FIRST = new TopicPartition("letters", 0);
    private static final TopicPartition SECOND = new TopicPartition("letters", 1);

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1);
    private final ReaderMetrics metrics = new ReaderMetrics(meters, List.of("letters"), nanos::get);

    @Test
    void lagIsToldOfEachPartitionAndOfAllTogether() {
        metrics.wentRound(Map.of(FIRST, 3L, SECOND, 4L));
        metrics.wentRound(Map.of(FIRST, 2L, SECOND, 9L));

        assertThat(lagOf(FIRST)).isEqualTo(2);
        assertThat(lagOf(SECOND)).isEqualTo(9);
        assertThat(meters.get("crosscheck.reader.lag").gauge().value()).isEqualTo(11);
    }

    @Test
    void partitionThatAnotherReplicaHasIsNotToldOfHere() {
        metrics.wentRound(Map.of(FIRST, 3L, SECOND, 4L));
        metrics.wentRound(Map.of(SECOND, 5L));

        assertThat(meters.get("crosscheck.reader.partition.lag").gauges()).hasSize(1);
        assertThat(lagOf(SECOND)).isEqualTo(5);
    }

    @Test
    void readerThatHasNotComeRoundYetKnowsNoLag() {
        pass(Duration.ofSeconds(3));

        assertThat(gauge("crosscheck.reader.lag")).isNaN();
        assertThat(gauge("crosscheck.reader.stuck")).isEqualTo(3);
    }

    @Test
    void readerThatFailsKnowsNoLagAndSaysForHowLong() {
        metrics.wentRound(Map.of(FIRST, 3L));
        pass(Duration.ofSeconds(4));
        metrics.paused();
        pass(Duration.ofSeconds(2));
        metrics.failed();

        assertThat(metrics.lag()).isEmpty();
        assertThat(gauge("crosscheck.reader.lag")).isNaN();
        assertThat(lagOf(FIRST)).isNaN();
        assertThat(gauge("crosscheck.reader.stuck")).isEqualTo(6);

        metrics.wentRound(Map.of(FIRST, 5L));
        assertThat(lagOf(FIRST)).isEqualTo(5);
        assertThat(metrics.lag()).hasValue(5);
        assertThat(gauge("crosscheck.reader.stuck")).isZero();
    }

    /** It may be anywhere: in a statement, in the handler, in a pause of the whole process. */
    @Test
    void readerThatDoesNotComeRoundIsStuckThoughNothingFailed() {
        metrics.wentRound(Map.of(FIRST, 3L));
        pass(Duration.ofSeconds(15));
        assertThat(lagOf(FIRST)).isEqualTo(3);
        assertThat(gauge("crosscheck.reader.stuck")).isZero();

        pass(Duration.ofSeconds(1));
        assertThat(lagOf(FIRST)).isNaN();
        assertThat(gauge("crosscheck.reader.stuck")).isEqualTo(16);
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private double gauge(String name) {
        return meters.get(name).gauge().value();
    }

    private double lagOf(TopicPartition partition) {
        return meters.get("crosscheck.reader.partition.lag")
                .tags("topic", partition.topic(), "partition", String.valueOf(partition.partition()))
                .gauge()
                .value();
    }
}
