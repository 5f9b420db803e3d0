package dev.crosscheck.kit.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crosscheck.kit.Kit;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.micronaut.context.ApplicationContext;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
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
                    Producer<byte[], byte[]> _ = clients.producer("figures")) {
                assertThat(shown(meters))
                        .contains("kafka.consumer.connection.count", "kafka.producer.record.error.total")
                        .doesNotContain("kafka.consumer.io.wait.ratio")
                        .hasSizeLessThan(20);
            }

            assertThat(shown(meters)).isEmpty();
        }
    }

    /** A client that takes another's place goes on with its figures: what was counted once stays counted. */
    @Test
    void clientIsTheSameToThoseWhoWatchWhenItIsMadeAgain() {
        try (Kit kit = Kit.start(false)) {
            kit.properties.put("micronaut.application.name", "letters");
            kit.properties.put("crosscheck.kafka.instance-id", "letters-0");
            try (ApplicationContext context = ApplicationContext.run(kit.properties)) {
                KafkaClients clients = context.getBean(KafkaClients.class);
                MeterRegistry meters = context.getBean(PrometheusMeterRegistry.class);

                for (int made = 1; made <= 2; made++) {
                    try (Consumer<byte[], byte[]> _ = clients.consumer("figures", "reading");
                            Producer<byte[], byte[]> _ = clients.producer("sending")) {
                        assertThat(clientIds(meters))
                                .containsExactlyInAnyOrder("letters.reading.letters-0", "letters.sending.letters-0");
                    }
                }
            }
        }
    }

    private static Set<String> clientIds(MeterRegistry meters) {
        return meters.getMeters().stream()
                .map(Meter::getId)
                .filter(id -> id.getName().startsWith("kafka."))
                .map(id -> Objects.requireNonNull(id.getTag("client.id"), id.getName()))
                .collect(Collectors.toSet());
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
