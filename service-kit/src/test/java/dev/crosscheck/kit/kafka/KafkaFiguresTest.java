package dev.crosscheck.kit.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crosscheck.kit.Kit;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.junit.jupiter.api.Test;

class KafkaFiguresTest {

    @Test
    void clientsShowAFewOfTheirOwnFiguresForAsLongAsTheyAreOpen() {
        try (Kit kit = Kit.start(false)) {
            KafkaClients clients = kit.context.getBean(KafkaClients.class);
            MeterRegistry meters = kit.context.getBean(PrometheusMeterRegistry.class);

            try (Consumer<byte[], byte[]> _ = clients.consumer("figures", "figures");
                    Producer<byte[], byte[]> _ = clients.producer()) {
                assertThat(shown(meters))
                        .contains("kafka.consumer.connection.count", "kafka.producer.record.error.total")
                        .doesNotContain("kafka.consumer.io.wait.ratio")
                        .hasSizeLessThan(20);
            }

            assertThat(shown(meters)).isEmpty();
        }
    }

    private static List<String> shown(MeterRegistry meters) {
        return meters.getMeters().stream()
                .map(Meter::getId)
                .map(Meter.Id::getName)
                .filter(name -> name.startsWith("kafka."))
                .distinct()
                .toList();
    }
}
