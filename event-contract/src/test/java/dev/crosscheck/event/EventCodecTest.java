package dev.crosscheck.event;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.crosscheck.event.catalog.ModelField;
import dev.crosscheck.event.catalog.ModelReported;
import dev.crosscheck.event.catalog.ModelState;
import dev.crosscheck.event.pricing.PriceReported;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.kafka.CloudEventDeserializer;
import io.cloudevents.kafka.CloudEventSerializer;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class EventCodecTest {

    private static final EventMeta META = new EventMeta(
            "event-1", "/publisher", Events.NOW, "import-7", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");

    static Stream<Object> events() {
        return Events.all();
    }

    // ---- what goes in comes out

    @ParameterizedTest
    @MethodSource("events")
    void everyEventSurvivesTheBinaryMode(Object event) {
        Received received = EventCodec.decode(record(EventCodec.encode(META, event)), Events.NOW);

        assertThat(received).isEqualTo(new Received(META, EventType.of(event), event));
    }

    @ParameterizedTest
    @MethodSource("events")
    void everyEventSurvivesTheStructuredMode(Object event) {
        ObjectNode document = EventCodec.structured(META, event);
        ConsumerRecord<byte[], byte[]> record = record(
                EventType.of(event).topic(),
                EventCodec.keyOf(event).getBytes(UTF_8),
                EventJson.write(document),
                Map.of("content-type", "application/cloudevents+json; charset=UTF-8"));

        assertThat(EventCodec.decode(record, Events.NOW).body()).isEqualTo(event);
        assertThat(EventCodec.decode(EventType.of(event).topic(), document, Events.NOW))
                .isEqualTo(new Received(META, EventType.of(event), event));
    }

    @ParameterizedTest
    @MethodSource("events")
    void writingAnEventTwiceGivesTheSameBytes(Object event) {
        byte[] first = EventCodec.encode(META, event).value();
        Object readBack = EventJson.read(first, event.getClass());

        assertThat(EventCodec.encode(META, readBack).value()).isEqualTo(first);
    }

    @ParameterizedTest
    @MethodSource("events")
    void whatIsRightForItsReaderIsRightForItsSender(Object event) {
        assertThatCode(() -> EventCodec.requireRight(META, event, Events.NOW)).doesNotThrowAnyException();
    }

    @Test
    void senderHearsWhatTheReaderWouldSay() {
        ModelReported scripted = EventJson.read(
                new String(EventJson.write(Events.model()), UTF_8)
                        .replace("Large 2", "<script>alert(1)</script>")
                        .getBytes(UTF_8),
                ModelReported.class);
        EventMeta ahead = new EventMeta("event-1", "/publisher", Events.NOW.plus(Duration.ofHours(1)), null, null);

        assertThatThrownBy(() -> EventCodec.requireRight(META, scripted, Events.NOW))
                .hasMessage(refusal(EventCodec.structured(META, scripted)));
        assertThatThrownBy(() -> EventCodec.requireRight(ahead, Events.model(), Events.NOW))
                .hasMessage(refusal(EventCodec.structured(ahead, Events.model())));
    }

    private static String refusal(ObjectNode document) {
        return String.valueOf(
                catchThrowableOfType(InvalidEventException.class, () -> EventCodec.decodeInput(document, Events.NOW))
                        .getMessage());
    }

    @Test
    void everyTypeHasAnExampleHere() {
        assertThat(events().map(EventType::of)).containsExactlyInAnyOrder(EventType.values());
    }

    @Test
    void factsAreKeyedByFieldIdAndNullIsKeptAsARetraction() {
        String json = new String(EventJson.write(Events.model()), UTF_8);

        assertThat(json)
                .contains("\"facts\":{\"name\":\"Large 2\",\"retired\":null,\"contextTokens\":\"131072\","
                        + "\"vision\":\"false\"}");
        ModelReported readBack = EventJson.read(json.getBytes(UTF_8), ModelReported.class);
        assertThat(readBack.facts()).containsEntry(ModelField.RETIRED, null).doesNotContainKey(ModelField.MAKER);
    }

    @ParameterizedTest
    @CsvSource({"0.000000027, 0.027", "2.7E-8, 0.027", "0.0000004999999999, 0.4999999999"})
    void amountsStayExactAsNumbersAndAsStrings(String amount, String usdPerMtok) {
        Optional<String> asNumber = firstRate(amount);
        Optional<String> asString = firstRate('"' + amount + '"');

        if (usdPerMtok.length() > 11) {
            assertThat(asNumber).isEmpty();
            assertThat(asString).isEmpty();
        } else {
            assertThat(asNumber).contains(usdPerMtok);
            assertThat(asString).contains(usdPerMtok);
        }
    }

    @Test
    void numbersAndFlagsMayBeWrittenAsSuch() {
        ObjectNode body = tree(Events.model());
        body.withObject("facts").put("contextTokens", 131072).put("vision", false);

        assertThat(decodeBody(EventType.MODEL_REPORTED, body)).isEqualTo(Events.model());
    }

    // ---- side by side with other versions and other libraries

    @Test
    void publisherMayAddFieldsThatBeginWithX() {
        ObjectNode body = tree(Events.model());
        body.put("x-run", 7).withObject("facts").put("x-note", "ignored");

        assertThat(decodeBody(EventType.MODEL_REPORTED, body)).isEqualTo(Events.model());
    }

    @Test
    void oldReaderIgnoresWhatANewerServiceAddsToItsState() {
        ObjectNode body = tree(Events.state());
        body.put("addedInTwoYears", true);
        ObjectNode unknownFact = ((ObjectNode) body.at("/facts/0")).deepCopy();
        body.withArray("facts").add(unknownFact.put("field", "fieldOfTwoYearsHence"));

        assertThat(decodeBody(EventType.MODEL_STATE, body)).isEqualTo(Events.state());
    }

    @Test
    void cloudEventsLibraryReadsWhatWeWrite() {
        try (CloudEventDeserializer deserializer = new CloudEventDeserializer()) {
            Encoded encoded = EventCodec.encode(META, Events.price());

            CloudEvent read =
                    deserializer.deserialize(encoded.topic(), encoded.toRecord().headers(), encoded.value());

            assertThat(read.getId()).isEqualTo("event-1");
            assertThat(read.getType()).isEqualTo(EventType.PRICE_REPORTED.id());
            assertThat(read.getTime().toInstant()).isEqualTo(Events.NOW);
            assertThat(read.getExtension("batch")).isEqualTo("import-7");
            assertThat(read.getDataContentType()).isEqualTo("application/json");
        }
    }

    @Test
    void weReadWhatTheCloudEventsLibraryWrites() {
        try (CloudEventSerializer serializer = new CloudEventSerializer()) {
            CloudEvent event = CloudEventBuilder.v1()
                    .withId("event-1")
                    .withSource(URI.create("/publisher"))
                    .withType(EventType.PRICE_REPORTED.id())
                    .withTime(Events.NOW.atOffset(java.time.ZoneOffset.UTC))
                    .withData("application/json", EventJson.write(Events.price()))
                    .build();
            Headers headers = new RecordHeaders();
            byte[] value = serializer.serialize(Topics.PRICE_UPDATES, headers, event);

            Received received = EventCodec.decode(
                    record(Topics.PRICE_UPDATES, "large-2".getBytes(UTF_8), value, headers), Events.NOW);

            assertThat(received.body()).isEqualTo(Events.price());
        }
    }

    // ---- what is refused, and how it is said

    @ParameterizedTest(name = "without {0}")
    @CsvSource({"ce_specversion", "ce_type", "ce_id", "ce_source", "ce_time"})
    void headerThatIsMissingIsNamed(String header) {
        Encoded encoded = EventCodec.encode(META, Events.price());
        RecordHeaders headers = new RecordHeaders(encoded.toRecord().headers());
        headers.remove(header);

        assertThat(refusal(record(encoded.topic(), encoded.key(), encoded.value(), headers))
                        .field())
                .isEqualTo(header);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "ce_specversion, 0.3",
        "ce_type, dev.crosscheck.pricing.price-reported.v2",
        "ce_type, dev.crosscheck.catalog.model-reported.v1",
        "ce_time, yesterday",
        "ce_time, 2027-01-01T00:00:00Z",
        "ce_id, two words",
        "ce_batch, ü",
        "content-type, text/plain",
    })
    void headerThatIsWrongIsNamedWithWhatWasMet(String header, String value) {
        Encoded encoded = EventCodec.encode(META, Events.price());
        RecordHeaders headers = new RecordHeaders(encoded.toRecord().headers());
        headers.remove(header).add(header, value.getBytes(UTF_8));

        InvalidEventException refusal = refusal(record(encoded.topic(), encoded.key(), encoded.value(), headers));

        assertThat(refusal.field()).isEqualTo(header);
        assertThat(refusal.met()).isEqualTo(value);
        assertThat(refusal.expected()).isNotBlank();
    }

    @Test
    void headerThatComesTwiceIsRefused() {
        Encoded encoded = EventCodec.encode(META, Events.price());
        RecordHeaders headers = new RecordHeaders(encoded.toRecord().headers());
        headers.add("ce_id", "event-2".getBytes(UTF_8));

        assertThat(refusal(record(encoded.topic(), encoded.key(), encoded.value(), headers)))
                .hasMessageContaining("ce_id: twice");
    }

    @Test
    void recordWithoutKeyOrValueIsRefused() {
        Encoded encoded = EventCodec.encode(META, Events.price());
        Headers headers = encoded.toRecord().headers();

        assertThat(refusal(record(encoded.topic(), null, encoded.value(), headers))
                        .field())
                .isEqualTo("key");
        assertThat(refusal(record(encoded.topic(), encoded.key(), null, headers))
                        .field())
                .isEqualTo("value");
    }

    @Test
    void updateThatCameOverHttpNeedsNoKey() {
        ConsumerRecord<byte[], byte[]> overHttp = new ConsumerRecord<>(
                Topics.PRICE_UPDATES, 0, -1, null, EventJson.write(EventCodec.structured(META, Events.price())));
        overHttp.headers().add("content-type", EventCodec.STRUCTURED_JSON.getBytes(UTF_8));

        assertThat(EventCodec.decode(overHttp, Events.NOW).body()).isEqualTo(Events.price());
    }

    @Test
    void stateUnderAnotherModelsKeyIsRefused() {
        Encoded encoded = EventCodec.encode(META, Events.sheet());

        assertThat(refusal(record(
                        encoded.topic(),
                        "small-1".getBytes(UTF_8),
                        encoded.value(),
                        encoded.toRecord().headers())))
                .hasMessage("key: small-1 (expected: large-2)");
    }

    static Stream<byte[]> noJson() {
        return Stream.of(
                new byte[0],
                "{\"model\":\"large-2\"".getBytes(UTF_8),
                "{\"model\":\"a\",\"model\":\"b\"}".getBytes(UTF_8),
                "{} {}".getBytes(UTF_8),
                "{\"amount\":NaN}".getBytes(UTF_8),
                "{\"amount\":Infinity}".getBytes(UTF_8),
                "{\"model\":\"größe\"}".getBytes(ISO_8859_1),
                ("[".repeat(500) + "]".repeat(500)).getBytes(UTF_8),
                ("{\"n\":1" + "0".repeat(500) + "}").getBytes(UTF_8),
                ("{\"n\":\"" + "x".repeat(200_000) + "\"}").getBytes(UTF_8));
    }

    @ParameterizedTest
    @MethodSource("noJson")
    void bodyThatIsNoJsonWithinTheLimitsIsRefused(byte[] value) {
        Encoded encoded = EventCodec.encode(META, Events.price());

        InvalidEventException refusal = refusal(
                record(encoded.topic(), encoded.key(), value, encoded.toRecord().headers()));

        assertThat(refusal.field()).isEqualTo("body");
        assertThat(refusal.getMessage().length()).isLessThan(1_000);
    }

    @Test
    void tenMegabytesAreRefusedUnread() {
        Encoded encoded = EventCodec.encode(META, Events.price());
        byte[] value = new byte[10_000_000];

        assertThat(refusal(record(
                        encoded.topic(),
                        encoded.key(),
                        value,
                        encoded.toRecord().headers())))
                .hasMessage("value: 10000000 bytes (expected: at most 1000000 bytes)");
    }

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/rates/0/amount  | 1e400                   | a number with at most",
                "/rates/0/amount  | 1e-400                  | a number with at most",
                "/rates/0/amount  | -1                      | at least 0",
                "/rates/0/amount  | \"-1\"                  | a price of 0 or more",
                "/rates/0/amount  | \"NaN\"                 | a price of 0 or more",
                "/rates/0/amount  | \"1e400\"               | a price of 0 or more",
                "/rates/0/component | \"ouput\"             | one of input, output",
                "/currency        | \"EUR\"                 | USD",
                "/unit            | \"usd-per-gram\"        | one of usd-per-million-tokens",
                "/validfrom       | \"2026-01-01T00:00:00Z\"| no such field",
                "/observedAt      | \"2027-01-01T00:00:00Z\"| no later than now",
                "/observedAt      | \"1926-01-01T00:00:00Z\"| a moment from the year 2000",
                "/observedAt      | \"yesterday\"           | date-time",
                "/model           | \"a\\u0000b\"           | without the character NUL",
                "/model           | \"a\\ud800b\"           | half a surrogate pair",
                "/route           | \"<script>alert(1)\"    | without a script tag",
                "/source/url      | \"javascript:alert(1)\" | http or https",
                "/source/id       | \"Not A Slug\"          | an id of a to z",
            })
    void bodyThatIsWrongIsNamedByItsPointer(String pointer, String json, String expected) {
        ObjectNode body = tree(Events.price());
        int cut = pointer.lastIndexOf('/');
        ((ObjectNode) body.at(pointer.substring(0, cut)))
                .set(pointer.substring(cut + 1), EventJson.readTree(json.getBytes(UTF_8)));

        InvalidEventException refusal = refusalOf(EventType.PRICE_REPORTED, body);

        assertThat(refusal.field()).isEqualTo(pointer);
        assertThat(refusal.findings())
                .anySatisfy(finding -> assertThat(finding.expected()).contains(expected));
    }

    @Test
    void twoPricesForTheSameThingAreRefused() {
        ObjectNode body = tree(Events.price());
        ArrayNode rates = (ArrayNode) body.get("rates");
        rates.removeAll();
        rates.addObject().put("component", "input").put("amount", "0.01");
        rates.addObject().put("component", "input").put("amount", "9").put("tier", "batch");
        rates.addObject().put("component", "input").put("amount", "9").put("tier", "standard");

        assertThat(refusalOf(EventType.PRICE_REPORTED, body))
                .hasMessage("/rates/2: input again, 9 (expected: one price for each component and condition)");
    }

    @ParameterizedTest
    @CsvSource({"released, 2090-02-20", "released, 2027", "knowledgeCutoff, 2026-12"})
    void factsFromTheFutureAreRefused(String field, String date) {
        ObjectNode body = tree(Events.model());
        ((ObjectNode) body.get("facts")).put(field, date);

        InvalidEventException refusal = refusalOf(EventType.MODEL_REPORTED, body);

        assertThat(refusal.field()).isEqualTo("/facts/" + field);
        assertThat(refusal.expected()).startsWith("no later than today, ");
    }

    @Test
    void bodyThatIsNoUtf8IsNamedByItsFirstWrongByte() {
        assertThatThrownBy(() -> EventJson.readTree(new byte[] {'"', 'a', (byte) 0xFF, '"'}))
                .hasMessage("body: byte 0xFF at offset 2 (expected: text in UTF-8)");
    }

    @Test
    void bodyThatIsNoJsonIsNamedByItsPlace() {
        assertThatThrownBy(() -> EventJson.readTree("{\"a\": NaN}".getBytes(UTF_8)))
                .hasMessage("body: Non-standard token 'NaN' at line 1, column 10 (expected: one JSON value)");
        assertThatThrownBy(() -> EventJson.readTree("{} {}".getBytes(UTF_8)))
                .hasMessageStartingWith("body: more after it at line 1")
                .hasMessageNotContaining("Feature");
        assertThatThrownBy(() -> EventJson.readTree("{\"a\": 3".getBytes(UTF_8)))
                .hasMessage("body: Unexpected end-of-input: expected close marker for Object at line 1, column 8"
                        + " (expected: one JSON value)");
        assertThatThrownBy(() -> EventJson.readTree("[3}".getBytes(UTF_8)))
                .hasMessageStartingWith("body: Unexpected close marker '}': expected ']' at line 1")
                .hasMessageNotContaining("Source");
        assertThatThrownBy(() -> EventJson.readTree("[".repeat(500).getBytes(UTF_8)))
                .hasMessageStartingWith("body: beyond the limits")
                .hasMessageNotContaining("StreamReadConstraints");
    }

    @Test
    void severalMistakesAreNamedAtOnceUpToFive() {
        ObjectNode body = tree(Events.price());
        body.remove(List.of("model", "provider", "terms", "source", "observedAt"));
        body.put("one", 1).put("two", 2);

        assertThat(refusalOf(EventType.PRICE_REPORTED, body).findings())
                .hasSize(5)
                .anySatisfy(finding -> assertThat(finding.toString()).isEqualTo("/model: nothing (expected: a value)"));
    }

    @Test
    void factFromFewMinutesAheadIsAClockAndNotAMistake() {
        ObjectNode body = tree(Events.price());
        body.put("observedAt", Events.NOW.plus(Duration.ofMinutes(4)).toString());

        assertThat(decodeBody(EventType.PRICE_REPORTED, body)).isInstanceOf(PriceReported.class);
    }

    @Test
    void brokenTraceIsDroppedAndTheFactKept() {
        assertThat(new EventMeta("1", "/p", Events.NOW, null, "broken").traceparent())
                .isNull();
    }

    static Stream<byte[]> brokenTraces() {
        return Stream.of(
                new byte[] {(byte) 0xff, 0, 10},
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\u0000".getBytes(UTF_8),
                "x".repeat(10_000).getBytes(UTF_8),
                new byte[0]);
    }

    @ParameterizedTest
    @MethodSource("brokenTraces")
    void noHeaderOfATraceRefusesAFact(byte[] said) {
        for (String header : List.of("ce_traceparent", "traceparent", "Traceparent")) {
            Headers headers = headers(EventType.PRICE_REPORTED);
            headers.add(header, said).add(header, said);

            Received received = EventCodec.decode(
                    record(Topics.PRICE_UPDATES, "large-2".getBytes(UTF_8), EventJson.write(Events.price()), headers),
                    Events.NOW);

            assertThat(received.meta().traceparent()).as(header).isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "{}", "\"broken\"", "\"\\u0000\"", "\"\\ud800\"", "null"})
    void noAttributeOfATraceRefusesAFact(String said) {
        ObjectNode event = EventCodec.structured(EventMeta.of("1", "/p", Events.NOW), Events.price());
        event.set("traceparent", EventJson.MAPPER.readTree(said));

        assertThat(EventCodec.decode(Topics.PRICE_UPDATES, event, Events.NOW)
                        .meta()
                        .traceparent())
                .isNull();
    }

    @Test
    void stateIsCheckedLikeAnInput() {
        ObjectNode body = tree(Events.state());
        ((ObjectNode) body.at("/facts/0")).remove("provenance");

        assertThat(refusalOf(EventType.MODEL_STATE, body).field()).isEqualTo("/facts/0/provenance");
        assertThat(Events.state()).isInstanceOf(ModelState.class);
    }

    /** The number takes eleven characters to write, and a gigabyte to print. */
    @Test
    void stateThatComesByAnotherWayIsReadAsStrictly() {
        ObjectNode body = tree(Events.state());
        assertThat(EventCodec.decodeState(body, ModelState.class)).isEqualTo(Events.state());

        ((ObjectNode) body.at("/scores/0")).set("value", EventJson.readTree("1e999999999".getBytes(UTF_8)));

        assertThat(catchThrowableOfType(
                                InvalidEventException.class, () -> EventCodec.decodeState(body, ModelState.class))
                        .field())
                .isEqualTo("/scores/0/value");
    }

    // ---- helpers

    private static Optional<String> firstRate(String json) {
        ObjectNode body = tree(Events.price());
        ((ObjectNode) body.at("/rates/0")).set("amount", EventJson.readTree(json.getBytes(UTF_8)));
        try {
            PriceReported price = (PriceReported) decodeBody(EventType.PRICE_REPORTED, body);
            assertThat(price.rates().getFirst().amount()).isEqualByComparingTo(new BigDecimal(json.replace("\"", "")));
            return Optional.of(price.ratesInUsdPerMtok().getFirst().price().toString());
        } catch (InvalidEventException e) {
            assertThat(e.field()).isEqualTo("/rates/0/amount");
            return Optional.empty();
        }
    }

    private static ObjectNode tree(Object event) {
        return (ObjectNode) EventJson.readTree(EventJson.write(event));
    }

    private static Object decodeBody(EventType type, ObjectNode body) {
        return EventCodec.decode(recordOf(type, body), Events.NOW).body();
    }

    private static InvalidEventException refusalOf(EventType type, ObjectNode body) {
        return refusal(recordOf(type, body));
    }

    private static ConsumerRecord<byte[], byte[]> recordOf(EventType type, ObjectNode body) {
        return record(type.topic(), "large-2".getBytes(UTF_8), EventJson.write(body), headers(type));
    }

    private static RecordHeaders headers(EventType type) {
        RecordHeaders headers = new RecordHeaders();
        Map.of("specversion", "1.0", "id", "event-1", "source", "/p", "type", type.id(), "time", "2026-05-16T00:00:00Z")
                .forEach((name, value) -> headers.add("ce_" + name, value.getBytes(UTF_8)));
        return headers;
    }

    private static InvalidEventException refusal(ConsumerRecord<byte[], byte[]> record) {
        InvalidEventException refusal =
                catchThrowableOfType(InvalidEventException.class, () -> EventCodec.decode(record, Events.NOW));
        assertThat(refusal).as("refusal").isNotNull();
        return refusal;
    }

    private static ConsumerRecord<byte[], byte[]> record(Encoded encoded) {
        return record(
                encoded.topic(),
                encoded.key(),
                encoded.value(),
                encoded.toRecord().headers());
    }

    private static ConsumerRecord<byte[], byte[]> record(
            String topic, byte[] key, byte[] value, Map<String, String> headers) {
        RecordHeaders written = new RecordHeaders();
        headers.forEach((name, text) -> written.add(name, text.getBytes(UTF_8)));
        return record(topic, key, value, written);
    }

    private static ConsumerRecord<byte[], byte[]> record(String topic, byte[] key, byte[] value, Headers headers) {
        return new ConsumerRecord<>(
                topic, 0, 0, 0, TimestampType.CREATE_TIME, 0, 0, key, value, headers, Optional.empty());
    }
}
