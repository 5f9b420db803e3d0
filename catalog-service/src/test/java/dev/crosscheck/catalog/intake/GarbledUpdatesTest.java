package dev.crosscheck.catalog.intake;

import static dev.crosscheck.catalog.Catalog.MONDAY;
import static dev.crosscheck.catalog.Catalog.report;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.crosscheck.catalog.Catalog;
import dev.crosscheck.event.EventCodec;
import dev.crosscheck.event.EventMeta;
import dev.crosscheck.event.Topics;
import java.time.Duration;
import java.util.Base64;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** What bad input gets: a dead letter that names the field, the value met and the value expected; the rest goes on. */
class GarbledUpdatesTest {

    private static final String MODEL_REPORTED = "dev.crosscheck.catalog.model-reported.v1";

    private final Catalog catalog = Catalog.shared();

    static Stream<Arguments> garbled() {
        return Stream.of(
                Arguments.of("truncated JSON", MODEL_REPORTED, "{\"model\":\"larg", "body"),
                Arguments.of("no JSON", MODEL_REPORTED, "hello", "body"),
                Arguments.of("wrong schema", MODEL_REPORTED, body("\"facts\":[1,2]"), "facts"),
                Arguments.of(
                        "unknown version of the type",
                        MODEL_REPORTED.replace("v1", "v9"),
                        body("\"facts\":{}"),
                        "ce_type"),
                Arguments.of(
                        "another topic's type",
                        "dev.crosscheck.pricing.price-reported.v1",
                        body("\"facts\":{}"),
                        "ce_type"),
                Arguments.of("500 deep", MODEL_REPORTED, "[".repeat(500) + "]".repeat(500), "body"),
                Arguments.of("NaN", MODEL_REPORTED, body("\"facts\":{\"contextTokens\":NaN}"), "body"),
                Arguments.of("1e400", MODEL_REPORTED, body("\"facts\":{\"contextTokens\":1e400}"), "facts"),
                Arguments.of("negative count", MODEL_REPORTED, body("\"facts\":{\"contextTokens\":-1}"), "facts"),
                Arguments.of(
                        "script", MODEL_REPORTED, body("\"facts\":{\"name\":\"<script>alert(1)</script>\"}"), "name"),
                Arguments.of(
                        "no web address",
                        MODEL_REPORTED,
                        body("\"facts\":{\"weightsUrl\":\"javascript:alert(1)\"}"),
                        "weightsUrl"),
                Arguments.of(
                        "observed in the future",
                        MODEL_REPORTED,
                        body("\"facts\":{}").replace("2026-03-02", "2126-03-02"),
                        "observedAt"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("garbled")
    void garbledUpdateIsSetAsideAndTheNextIsTaken(String name, String type, String body, String field) {
        String key = catalog.name("garbled");
        String model = catalog.name("large");

        catalog.sendRaw(record(key, type, body.getBytes(UTF_8)));
        // The same key is the same partition: this one stands right behind the garbled one.
        ProducerRecord<byte[], byte[]> next = EventCodec.encode(
                        EventMeta.of(UUID.randomUUID().toString(), "/test", MONDAY),
                        report(model, MONDAY, "name", "Large"))
                .toRecord();
        catalog.sendRaw(new ProducerRecord<>(next.topic(), null, key.getBytes(UTF_8), next.value(), next.headers()));

        JsonNode letter = letter(key);
        assertThat(letter.get("reason").stringValue()).contains(field).contains("(expected: ");
        assertThat(Base64.getDecoder().decode(letter.get("value").stringValue()))
                .isEqualTo(body.getBytes(UTF_8));
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> assertThat(catalog.get("/v1/models/" + model).statusCode())
                                .isEqualTo(200));
        assertThat(catalog.onTopic(Topics.CATALOG_DEAD_LETTERS))
                .filteredOn(record -> new String(record.key(), UTF_8).equals(key))
                .singleElement()
                .satisfies(record -> {
                    assertThat(record.value()).isEqualTo(body.getBytes(UTF_8));
                    assertThat(record.headers().lastHeader("dead_letter_reason"))
                            .isNotNull();
                });
    }

    @Test
    void bytesThatAreNoTextAreSetAsideAsTheyCame() {
        String key = catalog.name("garbled");
        byte[] bytes = {'{', '"', (byte) 0xC3, (byte) 0x28, 0, '"', '}'};

        catalog.sendRaw(record(key, MODEL_REPORTED, bytes));

        assertThat(Base64.getDecoder().decode(letter(key).get("value").stringValue()))
                .isEqualTo(bytes);
    }

    @Test
    void oversizedValueIsSetAside() {
        String key = catalog.name("garbled");
        byte[] bytes =
                body("\"facts\":{\"name\":\"" + "x".repeat(1_500_000) + "\"}").getBytes(UTF_8);

        catalog.sendRaw(record(key, MODEL_REPORTED, bytes));

        assertThat(letter(key).get("reason").stringValue()).contains("bytes");
    }

    @Test
    void recordWithoutKeyIsSetAside() {
        String marker = catalog.name("marker");
        byte[] bytes = body("\"facts\":{\"name\":\"" + marker + "\"}").getBytes(UTF_8);

        catalog.sendRaw(record(null, MODEL_REPORTED, bytes));

        String expected = Base64.getEncoder().encodeToString(bytes);
        JsonNode letter = find(found -> expected.equals(found.path("value").asString("")));
        assertThat(letter.get("reason").stringValue()).startsWith("key: null (expected: ");
    }

    private JsonNode letter(String key) {
        String expected = Base64.getEncoder().encodeToString(key.getBytes(UTF_8));
        return find(letter -> expected.equals(letter.path("key").asString("")));
    }

    private JsonNode find(Predicate<JsonNode> wanted) {
        return await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> {
                            for (JsonNode item :
                                    catalog.json("/v1/dead-letters?limit=1000").get("items")) {
                                JsonNode letter = catalog.json("/v1/dead-letters/" + item.get("id"));
                                if (wanted.test(letter)) {
                                    return letter;
                                }
                            }
                            return null;
                        },
                        Objects::nonNull);
    }

    private static ProducerRecord<byte[], byte[]> record(String key, String type, byte[] body) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(Topics.CATALOG_UPDATES, null, key == null ? null : key.getBytes(UTF_8), body);
        record.headers()
                .add("ce_specversion", "1.0".getBytes(UTF_8))
                .add("ce_id", UUID.randomUUID().toString().getBytes(UTF_8))
                .add("ce_source", "/test".getBytes(UTF_8))
                .add("ce_type", type.getBytes(UTF_8))
                .add("ce_time", MONDAY.toString().getBytes(UTF_8))
                .add("content-type", "application/json".getBytes(UTF_8));
        return record;
    }

    private static String body(String facts) {
        return "{\"model\":\"garbled\",\"source\":{\"id\":\"models-dev\",\"name\":\"models.dev\"},"
                + "\"observedAt\":\"2026-03-02T09:00:00Z\"," + facts + "}";
    }
}
