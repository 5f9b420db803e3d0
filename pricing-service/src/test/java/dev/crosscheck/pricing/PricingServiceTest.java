package dev.crosscheck.pricing;

import static dev.crosscheck.pricing.db.Tables.PRICE_SHEET;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.crosscheck.event.Encoded;
import dev.crosscheck.event.EventCodec;
import dev.crosscheck.event.EventJson;
import dev.crosscheck.event.EventMeta;
import dev.crosscheck.event.Source;
import dev.crosscheck.event.Topics;
import dev.crosscheck.event.catalog.ModelAlias;
import dev.crosscheck.event.catalog.ModelState;
import dev.crosscheck.event.pricing.Component;
import dev.crosscheck.event.pricing.PriceReported;
import dev.crosscheck.event.pricing.PriceSheet;
import dev.crosscheck.event.pricing.PriceUnit;
import dev.crosscheck.event.pricing.QuoteReviewed;
import dev.crosscheck.event.pricing.ReportedRate;
import dev.crosscheck.event.pricing.RouteFacts;
import dev.crosscheck.event.pricing.RouteStatus;
import dev.crosscheck.event.pricing.Terms;
import dev.crosscheck.local.ServiceDatabase;
import dev.crosscheck.local.test.TestInfrastructure;
import dev.crosscheck.pricing.intake.Republisher;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The service as it runs: its server, its readers and its relay, on a real PostgreSQL and a real Kafka. */
class PricingServiceTest {

    private static final Instant MONDAY = Instant.parse("2026-03-02T09:00:00Z");
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Source LIST = new Source("acme-list", "Acme's list", "https://acme.example");

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static ServiceDatabase database;
    private static EmbeddedServer server;
    private static KafkaProducer<byte[], byte[]> producer;

    @BeforeAll
    static void start() {
        TestInfrastructure.shared().kafka().createTopics(Topics.ALL);
        database = TestInfrastructure.shared().newServiceDatabase("pricing");
        producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        brokers(),
                        ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                        4_000_000),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        server = Started.with(settings());
    }

    @AfterAll
    static void stop() {
        producer.close();
        server.close();
    }

    @Test
    void publishedPriceBecomesAPublishedSheet() {
        publish("m-1", model("first-path", 1));
        publish("p-1", price("first-path", "acme", "3", MONDAY));

        PriceSheet sheet = awaitSheet("first-path", _ -> true);

        assertThat(sheet.offers()).hasSize(1);
        assertThat(sheet.offers().getFirst().provenance().eventId()).isEqualTo("p-1");
        assertThat(get("/v1/price-sheets/first-path").body()).isEqualTo(text(EventJson.write(sheet)));
    }

    @Test
    void priceThatCameBeforeItsModelIsPublishedOnceTheModelIsThere() {
        publish("w-1", price("Acme/Second", "acme", "3", MONDAY));
        await().atMost(SOON).until(() -> outcome("w-1").equals("waiting"));
        assertThat(get("/v1/waiting").body()).contains("Acme/Second");

        publish("w-2", model("second-path", 1, new ModelAlias("acme-list", "Acme/Second")));

        awaitSheet("second-path", _ -> true);
        assertThat(outcome("w-1")).isEqualTo("accepted");
    }

    @Test
    void poisonGivesOneDeadLetterEachAndTouchesNothingElse() {
        publish("x-1", model("third-path", 1));
        int before = deadLetters().size();
        List<byte[]> poison = List.of(
                "{\"model\":".getBytes(UTF_8),
                new byte[] {(byte) 0xff, (byte) 0xfe, 0},
                "[".repeat(500).getBytes(UTF_8),
                ("{\"model\":\"" + "x".repeat(1_500_000) + "\"}").getBytes(UTF_8),
                "null".getBytes(UTF_8));
        for (int i = 0; i < poison.size(); i++) {
            publish("x-good-" + i, price("third-path", "host-" + i, "3", MONDAY));
            send("third-path".getBytes(UTF_8), poison.get(i), "dev.crosscheck.pricing.price-reported.v1", "x-bad-" + i);
        }
        send(null, EventJson.write(price("third-path", "acme", "3", MONDAY)), PRICE, "x-no-key");
        publish("x-last", price("third-path", "last", "3", MONDAY));

        PriceSheet sheet = awaitSheet("third-path", found -> found.offers().size() == poison.size() + 1);

        await().atMost(SOON).until(() -> deadLetters().size() == before + poison.size() + 1);
        assertThat(sheet.offers()).extracting(offer -> offer.provider().id()).contains("host-0", "host-4", "last");
        assertThat(deadLetters().subList(before, before + poison.size() + 1))
                .allSatisfy(letter ->
                        assertThat(letter.path("reason").stringValue()).contains("(expected: "));
        assertThat(records(Topics.PRICING_DEAD_LETTERS))
                .filteredOn(letter -> "third-path".equals(text(letter.key())))
                .extracting(ConsumerRecord::value)
                .containsExactlyInAnyOrderElementsOf(poison);
    }

    @Test
    void whatWasCommittedBeforeACrashIsSentAfterIt() {
        ServiceDatabase other = TestInfrastructure.shared().newServiceDatabase("pricing");
        Map<String, Object> settings = settings(other);
        // Without its server nothing is relayed: it ends between its commit and its sending.
        try (ApplicationContext crashed = ApplicationContext.run(settings)) {
            DSLContext dsl = crashed.getBean(DSLContext.class);
            dsl.execute("insert into known_model values ('crash-path', 1)");
            dsl.execute("insert into price_sheet values ('crash-path', 7, '[]', now())");
            crashed.getBean(Republisher.class).republish();
            assertThat(dsl.fetchCount(DSL.table("outbox"))).isEqualTo(1);
        }

        try (EmbeddedServer restarted = Started.with(settings)) {
            assertThat(awaitSheet("crash-path", _ -> true).revision()).isEqualTo(7);
            DSLContext dsl = restarted.getApplicationContext().getBean(DSLContext.class);
            await().atMost(SOON).until(() -> dsl.fetchCount(DSL.table("outbox")) == 0);
        }
    }

    @Test
    void batchOverHttpAnswersForEachEvent() throws Exception {
        publish("h-0", model("fourth-path", 1));
        awaitKnown("fourth-path");
        String batch = "[" + structured("h-1", price("fourth-path", "acme", "3", MONDAY)) + ","
                + structured("h-2", price("nobody-knows", "acme", "3", MONDAY)) + ","
                + structured("h-3", price("fourth-path", "acme", "3", MONDAY)).replace("\"amount\":3", "\"amount\":-3")
                + "," + structured("h-1", price("fourth-path", "acme", "3", MONDAY)) + "]";

        HttpResponse<String> response = HTTP.send(
                HttpRequest.newBuilder(server.getURI().resolve("/v1/updates"))
                        .header("Authorization", known("publisher"))
                        .header("Content-Type", "application/cloudevents-batch+json")
                        .POST(HttpRequest.BodyPublishers.ofString(batch))
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(200);
        JsonNode items = EventJson.MAPPER.readTree(response.body());
        assertThat(items.valueStream().map(item -> item.path("outcome").stringValue()))
                .containsExactly("accepted", "waiting", "refused", "duplicate");
        assertThat(items.get(2).path("problem").path("detail").stringValue()).contains("-3", "expected");
        awaitSheet("fourth-path", _ -> true);
    }

    @Test
    void historyTellsWhatWasChangedAndWhatCorrected() {
        publish("y-0", model("fifth-path", 1));
        publish("y-1", price("fifth-path", "acme", "30", MONDAY));
        publish("y-2", price("fifth-path", "acme", "3", MONDAY.plusSeconds(60)));
        awaitSheet("fifth-path", sheet -> sheet.offers().getFirst().history().size() == 2);

        JsonNode history = json(get("/v1/price-sheets/fifth-path/history"));

        assertThat(history.path("items")
                        .valueStream()
                        .map(item -> item.path("kind").stringValue()))
                .containsExactly("first", "change");
    }

    @Test
    void quoteThatIsHeldIsListedUntilAPersonReleasesIt() {
        publish("q-0", model("seventh-path", 1));
        publish("q-1", price("seventh-path", "acme", "0.75", MONDAY));
        publish("q-2", price("seventh-path", "acme", "0.00000075", MONDAY.plusSeconds(60)));
        awaitSheet("seventh-path", sheet -> sheet.offers().getFirst().underReview() != null);

        JsonNode held = json(get("/v1/quarantine?model=seventh-path&state=held"));

        assertThat(held.path("items").size()).isEqualTo(1);
        assertThat(held.at("/items/0")).isEqualTo(json(get("/v1/quarantine/q-2")));
        assertThat(held.at("/items/0/rule").stringValue()).isEqualTo("unit-jump");
        assertThat(held.at("/items/0/reason").stringValue())
                .startsWith("input: $0.00000075 per 1M (expected: between $0.075 and $7.5, within 10 times of $0.75");
        assertThat(held.at("/items/0/good/provenance/eventId").stringValue()).isEqualTo("q-1");
        assertThat(held.at("/items/0/review").isMissingNode()).isTrue();

        publish(
                "q-3",
                new QuoteReviewed(
                        "q-2",
                        "seventh-path",
                        QuoteReviewed.Decision.RELEASE,
                        "Ada L.",
                        "It was announced.",
                        new Source("price-desk", "The price desk", null),
                        MONDAY.plusSeconds(120)));
        awaitSheet("seventh-path", sheet -> sheet.offers().getFirst().underReview() == null);

        JsonNode released = json(get("/v1/quarantine/q-2"));
        assertThat(released.path("state").stringValue()).isEqualTo("released");
        assertThat(released.at("/review/by").stringValue()).isEqualTo("Ada L.");
        assertThat(json(get("/v1/quarantine?model=seventh-path&state=held"))
                        .path("items")
                        .size())
                .isZero();
    }

    @Test
    void whatWasPublishedTogetherIsListedTogether() {
        publish("b-0", model("eighth-path", 1));
        publish("b-1", "import-8", price("eighth-path", "acme", "0.00000075", MONDAY));
        publish("b-2", "import-9", price("eighth-path", "bolt", "0.00000075", MONDAY));
        await().atMost(SOON).until(() -> outcome("b-2").equals("quarantined"));

        JsonNode held = json(get("/v1/quarantine?state=held&batch=import-8"));

        assertThat(held.path("items")
                        .valueStream()
                        .map(item -> item.path("event").stringValue()))
                .containsExactly("b-1");
        assertThat(json(get("/v1/quarantine?batch=nobody")).path("items").size())
                .isZero();
    }

    @Test
    void previewSaysWhatWouldBeAndLeavesEverythingAsItIs() throws Exception {
        publish("n-0", model("ninth-path", 1));
        publish("n-1", price("ninth-path", "acme", "3", MONDAY));
        String before = text(EventJson.write(awaitSheet("ninth-path", _ -> true)));
        String batch = "[" + structured("n-2", price("ninth-path", "acme", "4", MONDAY.plusSeconds(60)))
                + "," + structured("n-3", price("ninth-path", "bolt", "3000000", MONDAY))
                + "," + structured("n-4", price("nobody-knows", "acme", "3", MONDAY)) + "]";

        HttpResponse<String> response = HTTP.send(
                HttpRequest.newBuilder(server.getURI().resolve("/v1/previews"))
                        .header("Authorization", known("publisher"))
                        .header("Content-Type", "application/cloudevents-batch+json")
                        .POST(HttpRequest.BodyPublishers.ofString(batch))
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(200);
        JsonNode preview = json(response);
        assertThat(preview.path("items")
                        .valueStream()
                        .map(item -> item.path("outcome").stringValue()))
                .containsExactly("accepted", "quarantined", "waiting");
        assertThat(preview.path("states").size()).isEqualTo(1);
        PriceSheet would = EventJson.bind(preview.path("states").get(0), PriceSheet.class);
        assertThat(would.model()).isEqualTo("ninth-path");
        assertThat(would.offers().getFirst().provenance().eventId()).isEqualTo("n-2");
        assertThat(get("/v1/price-sheets/ninth-path").body()).isEqualTo(before);
        assertThat(get("/v1/updates/n-2").statusCode()).isEqualTo(404);
        assertThat(get("/v1/quarantine/n-3").statusCode()).isEqualTo(404);
        assertThat(get("/v1/waiting").body()).doesNotContain("nobody-knows");
    }

    @Test
    void republishingSaysTheSameAgain() throws Exception {
        publish("r-0", model("sixth-path", 1));
        publish("r-1", price("sixth-path", "acme", "3", MONDAY));
        PriceSheet sheet = awaitSheet("sixth-path", _ -> true);

        HttpResponse<String> response = HTTP.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + managementPort() + "/republish"))
                        .header("Authorization", known("operator"))
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(200);
        await().atMost(SOON).until(() -> sheets("sixth-path").size() == 2);
        assertThat(sheets("sixth-path")).containsExactly(sheet, sheet);
    }

    @Test
    void republishingMakesSheetsAnew() throws Exception {
        publish("ra-0", model("tenth-path", 1));
        publish("ra-1", price("tenth-path", "acme", "3", MONDAY));
        PriceSheet sheet = awaitSheet("tenth-path", _ -> true);
        // As an earlier policy might have left it.
        server.getApplicationContext()
                .getBean(DSLContext.class)
                .update(PRICE_SHEET)
                .set(PRICE_SHEET.OFFERS, JSONB.valueOf("[]"))
                .where(PRICE_SHEET.MODEL_ID.eq("tenth-path"))
                .execute();

        server.getApplicationContext().getBean(Republisher.class).republish();

        PriceSheet again = awaitSheet("tenth-path", one -> one.revision() == sheet.revision() + 1);
        assertThat(again.offers()).isEqualTo(sheet.offers());
    }

    @ParameterizedTest(name = "{0}: {1} {2}")
    @CsvSource({
        "/v1/price-sheets/nobody-knows,  404, /problems/unknown-model",
        "/v1/price-sheets/nobody-knows/history,  404, /problems/unknown-model",
        "/v1/price-sheets/UPPER,         400, /problems/invalid-model",
        "/v1/providers/nobody,           404, /problems/unknown-provider",
        "/v1/providers?limit=0,          400, /problems/invalid-limit",
        "/v1/quarantine/nobody,          404, /problems/unknown-quarantined-quote",
        "/v1/quarantine?state=lost,      400, /problems/invalid-state",
        "/v1/quarantine?limit=0,         400, /problems/invalid-limit",
        "/v1/updates/nobody,             404, /problems/unknown-update",
        "/v1/nowhere,                    404, /problems/not-found",
    })
    void whatIsNotThereIsAProblemWithAName(String path, int status, String type) {
        HttpResponse<String> response = get(path);

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(json(response).path("type").stringValue()).isEqualTo(type);
        assertThat(json(response).path("detail").stringValue()).contains("(expected: ");
    }

    @Test
    void providersAreListed() {
        publish("v-0", model("seventh-path", 1));
        publish("v-1", price("seventh-path", "listed-provider", "3", MONDAY));
        awaitSheet("seventh-path", _ -> true);

        assertThat(json(get("/v1/sources")).path("items"))
                .anyMatch(source -> source.path("source").stringValue().equals(LIST.id()));
        assertThat(json(get("/v1/conflicts?model=seventh-path")).path("items").size())
                .isZero();
        assertThat(get("/v1/conflicts?limit=0").statusCode()).isEqualTo(400);
        assertThat(json(get("/v1/providers?limit=1000"))
                        .path("items")
                        .valueStream()
                        .map(item -> item.path("id").stringValue()))
                .contains("listed-provider");
        assertThat(json(get("/v1/providers/listed-provider")).path("kind").stringValue())
                .isEqualTo("unknown");
    }

    // ---- the rest

    private static final String PRICE = "dev.crosscheck.pricing.price-reported.v1";

    private static Map<String, Object> settings() {
        return settings(database);
    }

    private static Map<String, Object> settings(ServiceDatabase database) {
        Map<String, Object> settings = new HashMap<>(database.properties());
        settings.putAll(TestInfrastructure.shared().tokens().properties());
        settings.put("crosscheck.kafka.bootstrap-servers", brokers());
        settings.put("micronaut.server.port", -1);
        settings.put("endpoints.all.port", "${random.port}");
        return settings;
    }

    private static String brokers() {
        return TestInfrastructure.shared().kafka().bootstrapServers();
    }

    /** What a client says to be known in this role. */
    private static String known(String role) {
        return TestInfrastructure.shared().authorization(role);
    }

    private static int managementPort() {
        return server.getApplicationContext().getRequiredProperty("endpoints.all.port", Integer.class);
    }

    private static ModelState model(String id, long revision, ModelAlias... aliases) {
        return new ModelState(id, revision, List.of(), List.of(), List.of(), List.of(), List.of(aliases));
    }

    private static PriceReported price(String model, String provider, String input, Instant observedAt) {
        return new PriceReported(
                model,
                provider,
                "",
                Terms.PRICED,
                "USD",
                PriceUnit.USD_PER_MILLION_TOKENS,
                List.of(new ReportedRate(Component.INPUT, new BigDecimal(input), null, null, null)),
                RouteFacts.NONE,
                RouteStatus.LIVE,
                LIST,
                observedAt,
                null,
                false);
    }

    private static String structured(String id, Object body) {
        return EventCodec.structured(EventMeta.of(id, "/test", TestClock.NOW), body)
                .toString();
    }

    private static void publish(String id, Object body) {
        publish(EventMeta.of(id, "/test", TestClock.NOW), body);
    }

    private static void publish(String id, String batch, Object body) {
        publish(EventMeta.of(id, "/test", TestClock.NOW).inBatch(batch), body);
    }

    private static void publish(EventMeta meta, Object body) {
        Encoded encoded = EventCodec.encode(meta, body);
        sent(producer.send(encoded.toRecord()));
    }

    private static void send(byte[] key, byte[] value, String type, String id) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(Topics.PRICE_UPDATES, key, value);
        Map.of(
                        "ce_specversion",
                        "1.0",
                        "ce_id",
                        id,
                        "ce_source",
                        "/test",
                        "ce_type",
                        type,
                        "ce_time",
                        TestClock.NOW.toString(),
                        "content-type",
                        "application/json")
                .forEach((name, text) -> record.headers().add(name, text.getBytes(UTF_8)));
        sent(producer.send(record));
    }

    private static void sent(Future<RecordMetadata> sending) {
        try {
            sending.get();
        } catch (ExecutionException e) {
            throw new AssertionError("not sent", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String outcome(String id) {
        HttpResponse<String> response = get("/v1/updates/" + id);
        return response.statusCode() == 200 ? json(response).path("outcome").stringValue() : "not taken";
    }

    private static List<JsonNode> deadLetters() {
        return json(get("/v1/dead-letters?limit=1000"))
                .path("items")
                .valueStream()
                .toList();
    }

    private static void awaitKnown(String model) {
        DSLContext dsl = server.getApplicationContext().getBean(DSLContext.class);
        await().atMost(SOON)
                .until(() -> dsl.fetchCount(
                                DSL.table("known_model"),
                                DSL.field("model_id", String.class).eq(model))
                        == 1);
    }

    private static PriceSheet awaitSheet(String model, Predicate<PriceSheet> wanted) {
        return await().atMost(SOON)
                .until(() -> sheets(model).stream().filter(wanted).toList(), found -> !found.isEmpty())
                .getLast();
    }

    private static List<PriceSheet> sheets(String model) {
        return records(Topics.PRICE_SHEETS).stream()
                .filter(record -> model.equals(text(record.key())))
                .map(record ->
                        (PriceSheet) EventCodec.decode(record, TestClock.NOW).body())
                .toList();
    }

    /** All that the topic has now. */
    private static List<ConsumerRecord<byte[], byte[]>> records(String topic) {
        Properties properties = new Properties();
        properties.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, brokers());
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
        }
        return records;
    }

    private static String text(byte[] bytes) {
        return bytes == null ? "" : new String(bytes, UTF_8);
    }

    private static JsonNode json(HttpResponse<String> response) {
        return EventJson.MAPPER.readTree(response.body());
    }

    private static HttpResponse<String> get(String path) {
        try {
            return HTTP.send(
                    HttpRequest.newBuilder(server.getURI().resolve(path))
                            .header("Authorization", known("reader"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
