package dev.crosscheck.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.crosscheck.event.EventJson;
import dev.crosscheck.event.Topics;
import dev.crosscheck.event.catalog.ModelState;
import dev.crosscheck.event.pricing.PriceSheet;
import dev.crosscheck.local.Folders;
import dev.crosscheck.local.Service;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The brokers lose everything. PostgreSQL is the truth: Kafka is made again from it, and goes on from there. */
@Tag("long")
class KafkaRebuiltTest {

    /** More go to the new topics than to those that are lost, so that every place in those is one in these as well. */
    private final Import before = new Import("rebuilt-before", 3, 2, 2);

    private final Import after = new Import("rebuilt-after", 9, 3, 4);

    @Test
    void kafkaIsMadeAgainFromPostgresAndNothingThatIsPublishedThenIsPassedOver() throws IOException {
        try (CrosscheckSystem system = CrosscheckSystem.start()) {
            send(system, before);
            system.awaitQuiet();
            Map<Service, Long> taken = taken(system);
            // As long as a reader takes to find out which topics it reads.
            system.awaitTopicIds();

            for (Service service : Service.values()) {
                system.processes().process(service).close();
            }
            system.processes().stopKafka();
            Folders.delete(system.kafkaFolder());
            system.processes().startKafka();
            system.processes().kafka().broker().createTopics(Topics.ALL);
            send(system, after);
            for (Service service : Service.values()) {
                system.processes().start(service);
            }
            assertThat(system.site().operate(Service.CATALOG, "/republish").status())
                    .isEqualTo(200);
            assertThat(system.site().operate(Service.PRICING, "/republish").status())
                    .isEqualTo(200);
            system.awaitQuiet();
            system.awaitTopicIds();
            system.awaitQuiet();

            assertThat(taken(system))
                    .isEqualTo(Map.of(
                            Service.CATALOG, taken.get(Service.CATALOG) + after.models(),
                            Service.PRICING, taken.get(Service.PRICING) + after.priceEvents()));
            assertTopicsHoldEveryState(system);
            system.assertPagesAreRight();
        }
    }

    /** Whoever begins with an empty database learns everything from the two topics. */
    private static void assertTopicsHoldEveryState(CrosscheckSystem system) {
        assertThat(newest(
                        system,
                        Topics.MODELS,
                        bytes -> EventJson.read(bytes, ModelState.class).revision()))
                .isEqualTo(held(system, Service.CATALOG, "select model_id, revision from model where revision > 0"));
        assertThat(newest(
                        system,
                        Topics.PRICE_SHEETS,
                        bytes -> EventJson.read(bytes, PriceSheet.class).revision()))
                .isEqualTo(held(system, Service.PRICING, "select model_id, revision from price_sheet"));
    }

    private static Map<String, Long> held(CrosscheckSystem system, Service service, String query) {
        Map<String, Long> held = new TreeMap<>();
        system.query(service, query).forEach(row -> held.put((String) row.get(0), (Long) row.get(1)));
        return held;
    }

    private static Map<String, Long> newest(CrosscheckSystem system, String topic, ToLongFunction<byte[]> revision) {
        Map<String, Long> newest = new TreeMap<>();
        Map<String, Object> settings =
                Map.of("bootstrap.servers", system.processes().kafka().bootstrapServers(), "enable.auto.commit", false);
        try (Consumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> {
                    newest.merge(new String(record.key(), UTF_8), revision.applyAsLong(record.value()), Math::max);
                });
            }
        }
        return newest;
    }

    /** How many events were ever taken, each once. */
    private static Map<Service, Long> taken(CrosscheckSystem system) {
        return Map.of(
                Service.CATALOG, system.count(Service.CATALOG, "select count(*) from inbox"),
                Service.PRICING, system.count(Service.PRICING, "select count(*) from inbox"));
    }

    private static void send(CrosscheckSystem system, Import events) {
        try (Feed feed = new Feed(system.processes().kafka().bootstrapServers())) {
            events.items().forEach(item -> feed.send(item.meta(), item.body()));
            feed.flush();
        }
    }
}
