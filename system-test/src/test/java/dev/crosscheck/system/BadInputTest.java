package dev.crosscheck.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.crosscheck.event.EventJson;
import dev.crosscheck.event.EventType;
import dev.crosscheck.event.Topics;
import dev.crosscheck.local.Service;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Input that will never be right: each piece is set aside with its reason, and what stands around it goes on. */
class BadInputTest {

    private static final CrosscheckSystem SYSTEM = CrosscheckSystem.shared();
    private static final String KEY = "llama-3.2-1b";

    /** What is sent, the body, and a piece of the reason that names the field or the value met. */
    static Stream<Arguments> badPrices() {
        String good = new String(EventJson.write(goodPrice()), UTF_8);
        return Stream.of(
                Arguments.of("truncated JSON", good.substring(0, good.length() / 2), "body"),
                Arguments.of("no JSON", "price: 3", "body"),
                Arguments.of("wrong schema", "{\"provider\":\"acme\"}", "model"),
                Arguments.of(
                        "negative price", good.replace("\"0.5\"", "\"-0.5\"").replace(":0.5", ":-0.5"), "amount"),
                Arguments.of("NaN", good.replace("\"0.5\"", "NaN").replace(":0.5", ":NaN"), "NaN"),
                Arguments.of("1e400", good.replace("\"0.5\"", "1e400").replace(":0.5", ":1e400"), "amount"),
                Arguments.of("another currency", good.replace("\"USD\"", "\"EUR\""), "EUR"),
                Arguments.of("unknown unit", withField("unit", "per-page"), "per-page"),
                Arguments.of("500 deep", "[".repeat(500) + "]".repeat(500), "deep"),
                Arguments.of("from the future", withField("observedAt", "2199-01-01T00:00:00Z"), "2199"),
                Arguments.of("script in text", withField("route", "<script>alert(1)</script>"), "route"),
                Arguments.of("no web address", withSourceUrl("javascript:alert(1)"), "url"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badPrices")
    void badPriceIsADeadLetterWithItsReasonAndBytes(String what, String body, String reason) {
        String id = "bad-" + what.replace(' ', '-');

        SYSTEM.feed().sendNow(record(id, body.getBytes(UTF_8)));

        JsonNode letter = deadLetter(Service.PRICING, body.getBytes(UTF_8));
        assertThat(letter.at("/reason").asString()).contains(reason).contains("expected: ");
    }

    @Test
    void invalidUtf8IsADeadLetter() {
        byte[] bytes = EventJson.write(goodPrice());
        bytes[bytes.length / 2] = (byte) 0xC0;

        SYSTEM.feed().sendNow(record("bad-utf8", bytes));

        assertThat(deadLetter(Service.PRICING, bytes).at("/reason").asString()).contains("UTF-8");
    }

    @Test
    void unknownTypeVersionIsADeadLetter() {
        byte[] body = withField("route", "of an unknown version").getBytes(UTF_8);

        SYSTEM.feed()
                .sendNow(Feed.record(
                        Topics.PRICE_UPDATES,
                        KEY.getBytes(UTF_8),
                        "bad-version",
                        "dev.crosscheck.pricing.price-reported.v9",
                        body));

        assertThat(deadLetter(Service.PRICING, body).at("/reason").asString())
                .contains("price-reported.v9")
                .contains("price-reported.v1");
    }

    @Test
    void nullKeyIsADeadLetter() {
        byte[] body = withField("route", "of a null key").getBytes(UTF_8);

        SYSTEM.feed().sendNow(Feed.record(Topics.PRICE_UPDATES, null, "bad-key", EventType.PRICE_REPORTED.id(), body));

        assertThat(deadLetter(Service.PRICING, body).at("/reason").asString()).contains("key");
    }

    @Test
    void bodyLargerThanAnyEventIsADeadLetterWithAllItsBytes() {
        byte[] body = new byte[1_500_000];
        Arrays.fill(body, (byte) '7');

        SYSTEM.feed().sendNow(record("bad-large", body));

        assertThat(deadLetter(Service.PRICING, body).at("/reason").asString()).contains("1500000", "at most 1000000");
    }

    @Test
    void scoreOutsideItsBenchmarksRangeIsADeadLetter() {
        ObjectNode score = scoreTree("mmlu", "154.2");
        byte[] body = EventJson.MAPPER.writeValueAsBytes(score);

        SYSTEM.feed()
                .sendNow(Feed.record(
                        Topics.CATALOG_UPDATES, KEY.getBytes(UTF_8), "bad-score", EventType.SCORE_REPORTED.id(), body));

        assertThat(deadLetter(Service.CATALOG, body).at("/reason").asString()).contains("value", "154.2", "100");
    }

    @Test
    void scoreOfAnUnknownBenchmarkWaitsAndIsListed() {
        byte[] body = EventJson.MAPPER.writeValueAsBytes(scoreTree("nobody-defined-it", "54.2"));

        SYSTEM.feed()
                .sendNow(Feed.record(
                        Topics.CATALOG_UPDATES,
                        KEY.getBytes(UTF_8),
                        "unknown-benchmark",
                        EventType.SCORE_REPORTED.id(),
                        body));
        SYSTEM.awaitQuiet();

        JsonNode waiting =
                SYSTEM.site().json(Service.CATALOG, "/v1/waiting?limit=1000").get("items");
        assertThat(waiting.valueStream())
                .filteredOn(item -> item.get("event").asString().equals("unknown-benchmark"))
                .singleElement()
                .satisfies(item -> {
                    assertThat(item.get("field").asString()).isEqualTo("benchmark");
                    assertThat(item.get("met").asString()).isEqualTo("nobody-defined-it");
                });
    }

    @Test
    void everythingAroundPoisonGoesOn() {
        SYSTEM.feed().send("around-model", TestFacts.model("acme-around", "Acme Around"));
        for (int i = 0; i < 50; i++) {
            SYSTEM.feed().sendBytes(record("around-poison-" + i, ("{poison " + i).getBytes(UTF_8)));
        }
        SYSTEM.feed().send("around-price", TestFacts.price("acme-around", "acme", "2.22", "3", TestFacts.START));
        SYSTEM.awaitQuiet();

        assertThat(SYSTEM.site()
                        .get(Service.COMPARISON, "/compare/acme-around/llama-3.2-1b", "text/markdown")
                        .body())
                .contains("$2.22");
        assertThat(SYSTEM.count(
                        Service.PRICING,
                        "select count(*) from dead_letter where convert_from(value, 'UTF8') like '{poison %'"))
                .isEqualTo(50);
    }

    @Test
    void httpBatchAnswersForEachItem() {
        ArrayNode batch = EventJson.MAPPER.createArrayNode();
        batch.add(structured("http-good", goodPriceTree()));
        ObjectNode negative = goodPriceTree();
        negative.put("currency", "EUR");
        batch.add(structured("http-euro", negative));
        batch.add("no event at all");

        Site.Answer answer = SYSTEM.site()
                .post(
                        Service.PRICING,
                        "/v1/updates",
                        "application/cloudevents-batch+json",
                        EventJson.MAPPER.writeValueAsBytes(batch));

        assertThat(answer.status()).isEqualTo(200);
        JsonNode items = answer.json();
        assertThat(items.at("/0/outcome").asString()).isIn("accepted", "unchanged", "late");
        assertThat(items.at("/1/outcome").asString()).isEqualTo("refused");
        assertThat(items.at("/1/problem/detail").asString()).contains("currency", "EUR", "(expected: USD)");
        assertThat(items.at("/2/outcome").asString()).isEqualTo("refused");
    }

    @Test
    void bodyOfTenMegabytesIsRefused() {
        byte[] large = new byte[10 * 1024 * 1024];
        Arrays.fill(large, (byte) ' ');

        Site.Answer answer =
                SYSTEM.site().post(Service.PRICING, "/v1/updates", "application/cloudevents-batch+json", large);

        assertThat(answer.status()).isEqualTo(413);
    }

    static Stream<Arguments> badRequests() {
        return Stream.of(
                Arguments.of("unknown model", "/compare/llama-3.2-1b/nobody-knows-it", "text/html", 404),
                Arguments.of("same model twice", "/compare/llama-3.2-1b/llama-3.2-1b", "application/json", 400),
                Arguments.of("unsupported Accept", "/compare/llama-3.2-1b/llama-3.2-1b-instruct", "image/png", 406),
                Arguments.of("over-long id", "/compare/llama-3.2-1b/" + "x".repeat(5_000), "application/json", 400));
    }

    @ParameterizedTest(name = "{0}: {3}")
    @MethodSource("badRequests")
    void badRequestIsAProblemThatShowsNoInternals(String what, String path, String accept, int status) {
        Site.Answer answer = SYSTEM.site().get(Service.COMPARISON, path, accept);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.body()).doesNotContain("Exception", "dev.crosscheck", "io.micronaut", "at java.");
    }

    @Test
    void reversedPairRedirectsToTheOneOrder() {
        Site.Answer answer = SYSTEM.site().get(Service.COMPARISON, "/compare/mixtral-8x7b/llama-3.2-1b", "text/html");

        assertThat(answer.status()).isIn(301, 302, 303, 307, 308);
        assertThat(answer.location()).endsWith("/compare/llama-3.2-1b/mixtral-8x7b");
    }

    private static Object goodPrice() {
        return TestFacts.price(KEY, "acme", "0.5", "2", TestFacts.START);
    }

    private static ObjectNode goodPriceTree() {
        return (ObjectNode) EventJson.readTree(EventJson.write(goodPrice()));
    }

    private static ObjectNode scoreTree(String benchmark, String value) {
        ObjectNode score = EventJson.MAPPER.createObjectNode();
        score.put("model", KEY).put("benchmark", benchmark).put("value", new BigDecimal(value));
        score.put("observedAt", TestFacts.START.toString())
                .set("source", goodPriceTree().get("source"));
        return score;
    }

    private static String withField(String field, String value) {
        return goodPriceTree().put(field, value).toString();
    }

    private static String withSourceUrl(String url) {
        ObjectNode price = goodPriceTree();
        ((ObjectNode) price.get("source")).put("url", url);
        return price.toString();
    }

    private static ObjectNode structured(String id, ObjectNode data) {
        ObjectNode event = EventJson.MAPPER.createObjectNode();
        event.put("specversion", "1.0")
                .put("id", id)
                .put("source", "/system-test")
                .put("type", EventType.PRICE_REPORTED.id())
                .put("time", TestFacts.START.toString())
                .put("datacontenttype", "application/json")
                .set("data", data);
        return event;
    }

    private static ProducerRecord<byte[], byte[]> record(String id, byte[] body) {
        return Feed.record(Topics.PRICE_UPDATES, KEY.getBytes(UTF_8), id, EventType.PRICE_REPORTED.id(), body);
    }

    /** The letter that holds exactly these bytes, as HTTP gives it. */
    private static JsonNode deadLetter(Service service, byte[] body) {
        await().atMost(CrosscheckSystem.PATIENCE)
                .until(() -> SYSTEM.count(service, "select count(*) from dead_letter where value = ?", body) == 1);
        long id = SYSTEM.count(service, "select id from dead_letter where value = ?", body);
        JsonNode letter = SYSTEM.site().json(service, "/v1/dead-letters/" + id);
        assertThat(Base64.getDecoder().decode(letter.at("/value").asString())).isEqualTo(body);
        return letter;
    }
}
