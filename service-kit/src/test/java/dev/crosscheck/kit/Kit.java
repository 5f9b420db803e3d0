package dev.crosscheck.kit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.crosscheck.event.TopicSpec;
import dev.crosscheck.kit.deadletter.DeadLetters;
import dev.crosscheck.kit.kafka.KafkaClients;
import dev.crosscheck.kit.pulse.Pulses;
import dev.crosscheck.kit.topic.BatchHandler;
import dev.crosscheck.kit.topic.ReaderMetrics;
import dev.crosscheck.kit.topic.TopicIds;
import dev.crosscheck.kit.topic.TopicReader;
import dev.crosscheck.kit.trace.Tracing;
import dev.crosscheck.local.Broker;
import dev.crosscheck.local.test.TestInfrastructure;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.ApplicationContext;
import io.micronaut.http.server.exceptions.ServerStartupException;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jooq.DSLContext;

/** A service of nothing but the kit, on real PostgreSQL and Kafka, with topics of its own. */
public final class Kit implements AutoCloseable {

    private static final int START_ATTEMPTS = 5;

    public final String topic;
    public final String deadLetterTopic;
    public final Map<String, Object> properties = new HashMap<>();
    public final ApplicationContext context;

    /** @param server whether the server starts, and with it the relay and the readers */
    public static Kit start(boolean server) {
        return new Kit(server, TestInfrastructure.shared().kafka().bootstrapServers());
    }

    public Kit(boolean server, String bootstrapServers) {
        this(server, bootstrapServers, Map.of());
    }

    /** With these settings, too. */
    public Kit(boolean server, String bootstrapServers, Map<String, Object> settings) {
        topic = "in-" + UUID.randomUUID();
        deadLetterTopic = "dead-" + UUID.randomUUID();
        properties.putAll(settings);
        properties.putAll(TestInfrastructure.shared().newServiceDatabase("kit").properties());
        properties.put("crosscheck.kafka.bootstrap-servers", bootstrapServers);
        properties.put("crosscheck.dead-letters.topic", deadLetterTopic);
        properties.put("micronaut.server.port", -1);
        properties.put("endpoints.all.port", "${random.port}");
        properties.put("kit.test.topic", topic);
        new Broker(bootstrapServers)
                .createTopics(List.of(
                        new TopicSpec(topic, TopicSpec.Keeping.RETAINED),
                        new TopicSpec(deadLetterTopic, TopicSpec.Keeping.RETAINED)));
        context = server ? startServer(properties) : ApplicationContext.run(properties);
    }

    private Kit(Kit other) {
        topic = other.topic;
        deadLetterTopic = other.deadLetterTopic;
        properties.putAll(other.properties);
        context = startServer(properties);
    }

    /** A port that was free when it was looked for may be another's a moment later. */
    private static ApplicationContext startServer(Map<String, Object> properties) {
        for (int attempt = 1; ; attempt++) {
            ApplicationContext context = ApplicationContext.run(properties);
            try {
                context.getBean(EmbeddedServer.class).start();
                return context;
            } catch (ServerStartupException e) {
                context.close();
                if (attempt == START_ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    /** Another process of the same service, with its {@link #properties} as they are now. */
    public Kit again() {
        return new Kit(this);
    }

    public DSLContext dsl() {
        return context.getBean(DSLContext.class);
    }

    /** Makes its topic again, if it was deleted. */
    public void createTopic() {
        new Broker(TestInfrastructure.shared().kafka().bootstrapServers())
                .createTopics(List.of(new TopicSpec(topic, TopicSpec.Keeping.RETAINED)));
    }

    /** A reader that is not started yet. */
    public TopicReader reader(String kafkaGroup, String offsetGroup, BatchHandler handler) {
        return reader(
                () -> context.getBean(KafkaClients.class).consumer(kafkaGroup + "-" + topic, topic),
                offsetGroup,
                handler);
    }

    /** The same with consumers of the caller's making. */
    public TopicReader reader(Supplier<Consumer<byte[], byte[]>> consumers, String offsetGroup, BatchHandler handler) {
        return new TopicReader(
                consumers,
                List.of(topic),
                offsetGroup,
                handler,
                dsl(),
                context.getBean(DeadLetters.class),
                new ReaderMetrics(context.getBean(MeterRegistry.class), List.of(topic)),
                context.getBean(Pulses.class).of("reader-" + offsetGroup),
                context.getBean(Tracing.class),
                new TopicIds(
                        () -> context.getBean(KafkaClients.class).admin("topics-" + topic),
                        List.of(topic),
                        Duration.ofMillis(100)));
    }

    /** What the management port answers. */
    public HttpResponse<String> manage(String path) {
        int port = context.getRequiredProperty("endpoints.all.port", Integer.class);
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                    HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                            .timeout(Duration.ofSeconds(10))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public void publish(String key, String... texts) {
        try (Producer<byte[], byte[]> producer =
                context.getBean(KafkaClients.class).producer("test")) {
            for (String text : texts) {
                producer.send(new ProducerRecord<>(topic, key.getBytes(UTF_8), text.getBytes(UTF_8)));
            }
            producer.flush();
        }
    }

    /** All that is on the topic now. */
    public List<ConsumerRecord<byte[], byte[]>> read(String anyTopic) {
        try (Consumer<byte[], byte[]> consumer =
                context.getBean(KafkaClients.class).consumer("look-" + UUID.randomUUID(), "look")) {
            List<TopicPartition> partitions = consumer.partitionsFor(anyTopic).stream()
                    .map(info -> new TopicPartition(anyTopic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
            return records;
        }
    }

    public static String text(byte[] bytes) {
        return new String(bytes, UTF_8);
    }

    @Override
    public void close() {
        context.close();
    }
}
