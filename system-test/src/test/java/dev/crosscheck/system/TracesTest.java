package dev.crosscheck.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.crosscheck.event.EventCodec;
import dev.crosscheck.event.EventJson;
import dev.crosscheck.event.EventMeta;
import dev.crosscheck.event.EventType;
import dev.crosscheck.event.Topics;
import dev.crosscheck.local.Service;
import dev.crosscheck.system.TraceCollector.Collected;
import java.io.IOException;
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
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ArrayNode;

/** One event followed from whoever publishes it to what is told of pages, by what a collector is sent. */
@Tag("long")
class TracesTest {

    private static final Duration PATIENCE = CrosscheckSystem.PATIENCE;

    private static final String MALICE = "m4lice";

    private static TraceCollector collector;
    private static CrosscheckSystem system;

    @BeforeAll
    static void start() {
        collector = TraceCollector.start();
        Map<String, String> environment = new HashMap<>(collector.environment());
        environment.put("CROSSCHECK_LOG_FORMAT", "json");
        system = CrosscheckSystem.start(launch -> launch.with(environment));
        for (String model : new String[] {"acme-one", "acme-two"}) {
            system.feed().send(model + "-model", TestFacts.model(model, "Acme " + model));
        }
        system.awaitQuiet();
        system.feed().send("one-price", TestFacts.price("acme-one", "acme", "3", "9", TestFacts.START));
        system.feed().send("two-price", TestFacts.price("acme-two", "acme", "2", "8", TestFacts.START));
        system.awaitQuiet();
    }

    @AfterAll
    static void stop() {
        system.close();
        collector.close();
    }

    /** Which of the two is cheaper changes, so that there is something to tell. */
    @Test
    void onePriceIsOneTraceFromTheToolToWhatIsToldOfPages() {
        assertThat(system.ask(
                                Duration.ofMinutes(1),
                                List.of(
                                        "price",
                                        "acme-one",
                                        "acme",
                                        "--input",
                                        "1",
                                        "--output",
                                        "4",
                                        "--source",
                                        "system-test"),
                                collector.environment())
                        .exitCode())
                .isZero();

        String trace = await().atMost(PATIENCE)
                .until(
                        () -> collector.spans().stream()
                                .filter(span -> span.service().equals("publisher"))
                                .map(Collected::trace)
                                .findFirst()
                                .orElse(""),
                        found -> !found.isEmpty());
        List<String> expected = List.of(
                "publisher: send pricing.price-updates.v1",
                "publisher: send pricing.price-updates.v1 > pricing-service: process pricing.price-updates.v1",
                "pricing-service: process pricing.price-updates.v1 > pricing-service: transaction",
                "pricing-service: process pricing.price-updates.v1 > pricing-service: send pricing.price-sheets.v1",
                "pricing-service: send pricing.price-sheets.v1 > comparison-service: process pricing.price-sheets.v1",
                "comparison-service: process pricing.price-sheets.v1 > comparison-service: transaction",
                "comparison-service: process pricing.price-sheets.v1 > comparison-service: refresh pages",
                "comparison-service: refresh pages > comparison-service: send comparison.page-changes.v1");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(steps(trace)).containsExactlyInAnyOrderElementsOf(expected));

        Collected taken = collector
                .find(trace, "pricing-service", "process pricing.price-updates.v1")
                .orElseThrow();
        assertThat(taken.attributes())
                .containsEntry("messaging.system", "kafka")
                .containsEntry("messaging.destination.name", Topics.PRICE_UPDATES)
                .containsEntry("messaging.consumer.group.name", "pricing.price-updates")
                .containsEntry("messaging.batch.message_count", "1");
    }

    @Test
    void eventThatSaysNothingOfATraceBeginsOneWhereItIsTakenIn() {
        system.feed().send("untraced-model", TestFacts.model("acme-three", "Acme Three"));

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(collector.spans())
                        .anyMatch(span -> span.service().equals("catalog-service")
                                && span.name().equals("process " + Topics.CATALOG_UPDATES)
                                && span.parent().isEmpty()));
    }

    /** Each was asked how it is, since it was waited for; and comes by routes as others do. */
    @Test
    void whoAsksHowAServiceIsLeavesNoTrace() {
        for (Service service : Service.values()) {
            URI prometheus = system.processes().managementUri(service).resolve("/prometheus");
            assertThat(system.site().get(prometheus, "*/*").status()).isEqualTo(200);
        }
        assertThat(system.site()
                        .get(Service.COMPARISON, "/v1/models", "application/json")
                        .status())
                .isEqualTo(200);

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(collector.spans())
                        .anyMatch(span -> span.name().equals("GET /v1/models")));
        assertThat(collector.spans())
                .noneMatch(span ->
                        span.name().contains("/prometheus") || span.name().contains("/health"));
    }

    /** Whoever came by a token is believed, and what he sends goes on with his trace. */
    @Test
    void batchOverHttpGoesOnWithTheTraceOfItsRequest() throws Exception {
        String trace = "1af7651916cd43dd8448eb211c80319c";
        ArrayNode batch = EventJson.MAPPER.createArrayNode();
        batch.add(EventCodec.structured(
                EventMeta.of("http-price", "/system-test", TestFacts.START),
                TestFacts.price("acme-two", "acme", "2.5", "8.5", TestFacts.START.plusSeconds(60))));
        int status = send(HttpRequest.newBuilder(uri(Service.PRICING, "/v1/updates"))
                .header("Authorization", system.site().authorization("publisher"))
                .header("Content-Type", "application/cloudevents-batch+json")
                .header("traceparent", "00-" + trace + "-b7ad6b7169203331-01")
                .POST(HttpRequest.BodyPublishers.ofByteArray(EventJson.MAPPER.writeValueAsBytes(batch))));
        assertThat(status).isEqualTo(200);

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(steps(trace))
                        .contains(
                                "b7ad6b7169203331 > pricing-service: POST /v1/updates",
                                "pricing-service: POST /v1/updates > pricing-service: transaction",
                                "pricing-service: POST /v1/updates > pricing-service: send pricing.price-sheets.v1",
                                "pricing-service: send pricing.price-sheets.v1 > comparison-service: process"
                                        + " pricing.price-sheets.v1"));
        assertThat(collector
                        .find(trace, "pricing-service", "POST /v1/updates")
                        .orElseThrow()
                        .attributes())
                .containsEntry("http.request.method", "POST")
                .containsEntry("http.route", "/v1/updates")
                .containsEntry("http.response.status_code", "200");
    }

    /** So that whoever looks at the one finds the other. */
    @Test
    void lineOfTheLogSaysToWhichTraceItBelongs() {
        String trace = "3af7651916cd43dd8448eb211c80319c";
        ProducerRecord<byte[], byte[]> garbled = Feed.record(
                Topics.PRICE_UPDATES,
                "acme-one".getBytes(UTF_8),
                "garbled-and-traced",
                EventType.PRICE_REPORTED.id(),
                "no JSON".getBytes(UTF_8));
        garbled.headers().add("traceparent", ("00-" + trace + "-b7ad6b7169203331-01").getBytes(UTF_8));
        system.feed().sendNow(garbled);

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(system.log(Service.PRICING))
                        .anyMatch(line -> line.contains("Set a record aside")
                                && line.contains("\"trace_id\":\"" + trace + "\"")));
    }

    /** Else anybody could have all that he asks for traced, and write into traces of others. */
    @Test
    void whoeverIsNotKnownContinuesNoTrace() throws Exception {
        String trace = "2af7651916cd43dd8448eb211c80319c";
        assertThat(send(HttpRequest.newBuilder(uri(Service.COMPARISON, "/v1/models"))
                        .header("traceparent", "00-" + trace + "-b7ad6b7169203331-01")))
                .isEqualTo(200);
        assertThat(send(HttpRequest.newBuilder(uri(Service.PRICING, "/v1/updates/one-price"))
                        .header("traceparent", "00-" + trace + "-b7ad6b7169203331-01")))
                .isEqualTo(401);

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(collector.spans())
                        .anyMatch(span -> span.service().equals("comparison-service")
                                && span.links().contains(trace)
                                && span.parent().isEmpty()));
        assertThat(collector.ofTrace(trace)).isEmpty();
    }

    /** What it is said to belong to is no reason to refuse a fact, and of no interest to anybody else. */
    @Test
    void brokenTraceIsNeitherRefusedNorRepeated() {
        byte[] malformed = new byte[] {(byte) 0xff, 0, 10, 'm', '4', 'l', 'i', 'c', 'e'};
        List<byte[]> broken = List.of(
                malformed,
                ("00-" + MALICE + "\nforged").getBytes(UTF_8),
                ("ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01" + MALICE).getBytes(UTF_8),
                MALICE.repeat(10_000).getBytes(UTF_8));
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < broken.size(); i++) {
            String id = "broken-trace-" + i;
            ids.add(id);
            ProducerRecord<byte[], byte[]> record = EventCodec.encode(
                            EventMeta.of(id, "/system-test", Instant.now()),
                            TestFacts.model("acme-broken-" + i, "Acme Broken " + i))
                    .toRecord();
            record.headers()
                    .add("traceparent", broken.get(i))
                    .add("ce_traceparent", broken.get(i))
                    .add("traceparent", broken.get(i));
            system.feed().sendNow(record);
        }
        system.awaitQuiet();

        for (String id : ids) {
            assertThat(system.site()
                            .json(Service.CATALOG, "/v1/updates/" + id)
                            .get("outcome")
                            .asString())
                    .isEqualTo("accepted");
        }
        assertThat(system.count(Service.CATALOG, "select count(*) from dead_letter"))
                .isZero();
        for (Service service : Service.values()) {
            assertThat(String.join("\n", system.log(service))).doesNotContain(MALICE);
        }
        assertThat(collector.spans().toString()).doesNotContain(MALICE);
    }

    /** Each step of a trace with what it follows: the step before it, or the id of one that is nobody's here. */
    private static List<String> steps(String trace) {
        Map<String, String> names = new HashMap<>();
        List<Collected> spans = collector.ofTrace(trace);
        spans.forEach(span -> names.put(span.id(), span.service() + ": " + span.name()));
        return spans.stream()
                .map(span -> {
                    String own = span.service() + ": " + span.name();
                    return span.parent().isEmpty()
                            ? own
                            : names.getOrDefault(span.parent(), span.parent()) + " > " + own;
                })
                .toList();
    }

    private static URI uri(Service service, String path) {
        return system.processes().uri(service).resolve(path);
    }

    private static int send(HttpRequest.Builder request) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request.build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        }
    }
}
