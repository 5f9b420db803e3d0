package dev.crosscheck.publisher;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.crosscheck.event.EventCodec;
import dev.crosscheck.event.EventJson;
import dev.crosscheck.event.Received;
import dev.crosscheck.event.Topics;
import dev.crosscheck.event.catalog.ModelReported;
import dev.crosscheck.event.catalog.SpellingLinked;
import dev.crosscheck.event.pricing.PriceReported;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Both writing services as the tool sees them: they read the real topics, and answer over HTTP in the form of the
 * service kit. They know the models that were reported, refuse the provider {@code refuse-me}, and remember ids.
 */
final class FakeServices implements AutoCloseable {

    private final HttpServer http;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Thread reader;
    private final Set<String> ids = new HashSet<>();
    private final Set<String> spellings = new HashSet<>();
    private final Map<String, Map<String, Long>> batches = new LinkedHashMap<>();
    private final List<Map<String, Object>> waiting = new ArrayList<>();
    private final List<Map<String, Object>> models = new ArrayList<>();
    private final List<Map<String, Object>> aliases = new ArrayList<>();
    private final List<Map<String, Object>> letters = new ArrayList<>();
    private volatile boolean deaf;
    private final List<Received> received = new ArrayList<>();

    FakeServices(String kafka) {
        try {
            http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        http.createContext("/catalog/v1/", exchange -> answer(exchange, "/catalog", Topics.CATALOG_UPDATES));
        http.createContext("/pricing/v1/", exchange -> answer(exchange, "/pricing", Topics.PRICE_UPDATES));
        http.start();
        consumer = new KafkaConsumer<>(
                Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka, ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = Stream.of(Topics.CATALOG_UPDATES, Topics.PRICE_UPDATES)
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        // Asking for the position makes it real: what tests before this one sent is behind it.
        partitions.forEach(consumer::position);
        reader = Thread.ofVirtual().start(this::read);
    }

    /** Services that answer and never take anything. */
    static FakeServices deaf(String kafka) {
        FakeServices services = new FakeServices(kafka);
        services.deaf = true;
        return services;
    }

    private void read() {
        try (consumer) {
            while (true) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                    take(record);
                }
            }
        } catch (WakeupException _) {
            // close() was called.
        }
    }

    private synchronized void take(ConsumerRecord<byte[], byte[]> record) {
        if (deaf) {
            return;
        }
        Received event = EventCodec.decode(record, Instant.now());
        received.add(event);
        String outcome = outcome(record, event);
        batches.computeIfAbsent(record.topic() + event.meta().batch(), _ -> new LinkedHashMap<>())
                .merge(outcome, 1L, Long::sum);
    }

    private String outcome(ConsumerRecord<byte[], byte[]> record, Received event) {
        if (!ids.add(event.meta().id())) {
            return "duplicate";
        }
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("event", event.meta().id());
        item.put("batch", event.meta().batch());
        item.put("topic", record.topic());
        if (event.body() instanceof ModelReported model) {
            spellings.add(model.model());
            model.aliases().forEach(alias -> spellings.add(alias.spelling()));
            models.add(Map.of("id", model.model()));
        }
        if (event.body() instanceof SpellingLinked link) {
            aliases.add(Map.of(
                    "source", link.alias().source(),
                    "spelling", link.alias().spelling(),
                    "model", link.model(),
                    "linked", link.linked(),
                    "history", List.of(Map.of("decision", "linked", "by", link.by(), "why", link.why()))));
        }
        if (event.body() instanceof PriceReported price && price.provider().equals("refuse-me")) {
            item.put("id", letters.size() + 1);
            item.put("reason", "provider: refuse-me (expected: another)");
            letters.add(item);
            return "refused";
        }
        if (event.body() instanceof PriceReported price && !spellings.contains(price.model())) {
            item.put("id", waiting.size() + 1);
            item.put("source", price.source().id());
            item.put("field", "model");
            item.put("met", price.model());
            item.put("expected", "a known model");
            waiting.add(item);
            return "waiting";
        }
        return "accepted";
    }

    private synchronized void answer(HttpExchange exchange, String prefix, String topic) throws IOException {
        String path = exchange.getRequestURI().getPath().substring(prefix.length());
        Object body = switch (path) {
            case "/v1/waiting" -> Map.of("items", on(topic, waiting));
            case "/v1/models" -> Map.of("items", models);
            case "/v1/aliases" -> Map.of("items", aliases);
            case "/v1/previews" -> Map.of("items", List.of(), "states", List.of());
            case "/v1/dead-letters" -> Map.of("items", on(topic, letters));
            default -> {
                String batch = path.substring("/v1/batches/".length());
                Map<String, Long> counts = batches.get(topic + batch);
                yield counts == null ? null : Map.of("batch", batch, "outcomes", counts);
            }
        };
        byte[] bytes = body == null ? "{}".getBytes(UTF_8) : EventJson.write(body);
        exchange.sendResponseHeaders(body == null ? 404 : 200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static List<Map<String, Object>> on(String topic, List<Map<String, Object>> items) {
        return items.stream().filter(item -> item.get("topic").equals(topic)).toList();
    }

    String catalogUrl() {
        return "http://127.0.0.1:" + http.getAddress().getPort() + "/catalog/";
    }

    String pricingUrl() {
        return "http://127.0.0.1:" + http.getAddress().getPort() + "/pricing/";
    }

    /** All that was read so far, in the order it was read. */
    synchronized List<Received> received() {
        return List.copyOf(received);
    }

    @Override
    public void close() {
        consumer.wakeup();
        try {
            reader.join(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        http.stop(0);
    }
}
