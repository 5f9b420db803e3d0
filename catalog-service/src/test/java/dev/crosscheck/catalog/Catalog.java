package dev.crosscheck.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import dev.crosscheck.event.EventCodec;
import dev.crosscheck.event.EventJson;
import dev.crosscheck.event.EventMeta;
import dev.crosscheck.event.Source;
import dev.crosscheck.event.Topics;
import dev.crosscheck.event.catalog.BenchmarkDefined;
import dev.crosscheck.event.catalog.Better;
import dev.crosscheck.event.catalog.CatalogUpdate;
import dev.crosscheck.event.catalog.ModelAlias;
import dev.crosscheck.event.catalog.ModelField;
import dev.crosscheck.event.catalog.ModelReported;
import dev.crosscheck.event.catalog.ModelState;
import dev.crosscheck.event.catalog.ScoreReported;
import dev.crosscheck.event.catalog.Setting;
import dev.crosscheck.event.catalog.Unit;
import dev.crosscheck.kit.inbox.Inbox;
import dev.crosscheck.kit.inbox.TakenAt;
import dev.crosscheck.local.test.TestInfrastructure;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jooq.DSLContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The catalog service on real PostgreSQL and Kafka, one for all tests of a JVM; each test speaks of models of its own. */
public final class Catalog {

    public static final Instant MONDAY = Instant.parse("2026-03-02T09:00:00Z");
    public static final Instant TUESDAY = Instant.parse("2026-03-03T09:00:00Z");
    public static final Instant WEDNESDAY = Instant.parse("2026-03-04T09:00:00Z");
    public static final Source MODELS_DEV = new Source("models-dev", "models.dev", "https://models.dev");
    public static final Source SCRAPED = new Source("llm-reference-000", "LLM Reference", null);

    /** Without the limits on events: an answer may quote a value that is too large for one. */
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static Catalog shared;

    private final AtomicInteger names = new AtomicInteger();
    private final AtomicInteger requests = new AtomicInteger();
    private final EmbeddedServer server;
    private final Producer<byte[], byte[]> producer;
    private final HttpClient http = HttpClient.newHttpClient();

    private Catalog() {
        TestInfrastructure infrastructure = TestInfrastructure.shared();
        infrastructure.kafka().createTopics(Topics.ALL);
        Map<String, Object> properties =
                new HashMap<>(infrastructure.newServiceDatabase("catalog").properties());
        properties.put(
                "crosscheck.kafka.bootstrap-servers", infrastructure.kafka().bootstrapServers());
        properties.putAll(infrastructure.tokens().properties());
        // So that a test can be a caller of its own, who uses up nobody else's allowance.
        properties.put("crosscheck.limits.proxies", 1);
        properties.put("micronaut.server.port", -1);
        properties.put("endpoints.all.port", "${random.port}");
        server = ApplicationContext.run(EmbeddedServer.class, properties);
        producer =
                context().getBean(dev.crosscheck.kit.kafka.KafkaClients.class).producer("test");
    }

    public static synchronized Catalog shared() {
        if (shared == null) {
            shared = new Catalog();
        }
        return shared;
    }

    public ApplicationContext context() {
        return server.getApplicationContext();
    }

    public DSLContext dsl() {
        return context().getBean(DSLContext.class);
    }

    /** A name that no other test uses. */
    public String name(String stem) {
        return stem + "-" + names.incrementAndGet();
    }

    // ---- sending

    public String send(CatalogUpdate update) {
        return send(UUID.randomUUID().toString(), null, update);
    }

    /** Sends in the order given, and waits until the last is taken. */
    public List<String> sendAll(CatalogUpdate... updates) {
        List<String> ids = Arrays.stream(updates).map(this::send).toList();
        ids.forEach(this::taken);
        return ids;
    }

    public String send(String eventId, String batch, CatalogUpdate update) {
        producer.send(EventCodec.encode(
                        EventMeta.of(eventId, "/test", update.observedAt()).inBatch(batch), update)
                .toRecord());
        return eventId;
    }

    public void sendRaw(ProducerRecord<byte[], byte[]> record) {
        producer.send(record);
        producer.flush();
    }

    /** What became of the event, once it was taken. */
    public TakenAt taken(String eventId) {
        return await().atMost(Duration.ofSeconds(60))
                .pollDelay(Duration.ZERO)
                // Some tests wait for hundreds, one by one.
                .pollInterval(Duration.ofMillis(5))
                .until(() -> context().getBean(Inbox.class).find(dsl(), eventId), java.util.Optional::isPresent)
                .orElseThrow();
    }

    public String outcome(String eventId) {
        return taken(eventId).outcome().id();
    }

    // ---- looking

    public HttpResponse<String> get(String path) {
        return exchange(request(path).build());
    }

    public HttpResponse<String> post(String path, String type, String body) {
        return exchange(request(path)
                .header("content-type", type)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    public HttpResponse<String> exchange(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString(UTF_8));
        } catch (java.io.IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As the data team asks. */
    public HttpRequest.Builder request(String path) {
        // A caller who has asked little, whatever other tests have used up.
        String caller = "192.0.2." + requests.incrementAndGet() / 100 % 250;
        return HttpRequest.newBuilder(uri(path))
                .header("x-forwarded-for", caller)
                .header("authorization", TestInfrastructure.shared().authorization("publisher"));
    }

    /** Its health and metrics, and what operators do. */
    URI management() {
        return URI.create("http://localhost:" + context().getRequiredProperty("endpoints.all.port", Integer.class));
    }

    public URI uri(String path) {
        return URI.create(server.getURL() + path);
    }

    public JsonNode json(String path) {
        return JSON.readTree(get(path).body());
    }

    public ModelState state(String model) {
        return EventJson.read(get("/v1/models/" + model).body().getBytes(UTF_8), ModelState.class);
    }

    /** Every state of the model on the topic, in order, once the newest is that of the database. */
    public List<ModelState> published(String model) {
        long revision = state(model).revision();
        return await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> onTopic(Topics.MODELS).stream()
                                .filter(record -> new String(record.key(), UTF_8).equals(model))
                                .map(record -> EventJson.read(record.value(), ModelState.class))
                                .toList(),
                        states -> !states.isEmpty() && states.getLast().revision() == revision);
    }

    public List<ConsumerRecord<byte[], byte[]>> onTopic(String topic) {
        try (Consumer<byte[], byte[]> consumer = context()
                .getBean(dev.crosscheck.kit.kafka.KafkaClients.class)
                .consumer("look-" + UUID.randomUUID(), "look")) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
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

    // ---- events

    public static ModelReported report(String model, Instant at, String... facts) {
        return report(model, MODELS_DEV, at, false, facts);
    }

    public static ModelReported report(String model, Source source, Instant at, boolean correction, String... facts) {
        Map<ModelField, String> values = new EnumMap<>(ModelField.class);
        for (int i = 0; i < facts.length; i += 2) {
            values.put(ModelField.of(facts[i]), facts[i + 1]);
        }
        return new ModelReported(model, source, at, null, correction, values, List.of());
    }

    public static ModelReported spelled(String model, String spelling) {
        return new ModelReported(
                model, MODELS_DEV, MONDAY, null, false, Map.of(), List.of(new ModelAlias(MODELS_DEV.id(), spelling)));
    }

    public static BenchmarkDefined percent(String benchmark, String name, Instant at) {
        return new BenchmarkDefined(
                benchmark,
                name,
                "What " + name + " measures",
                Unit.PERCENT,
                Better.HIGHER,
                BigDecimal.ZERO,
                new BigDecimal("100"),
                List.of(),
                MODELS_DEV,
                at,
                null,
                false);
    }

    public static ScoreReported score(String model, String benchmark, String value, Instant at) {
        return new ScoreReported(
                model,
                benchmark,
                Setting.UNSTATED,
                value == null ? null : new BigDecimal(value),
                null,
                null,
                null,
                null,
                MODELS_DEV,
                at,
                null,
                false);
    }
}
