package dev.crosscheck.comparison.reading;

import static dev.crosscheck.comparison.sample.Samples.model;
import static dev.crosscheck.comparison.sample.Samples.prices;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.crosscheck.comparison.audit.Audit;
import dev.crosscheck.comparison.audit.AuditReport;
import dev.crosscheck.comparison.fact.FactView;
import dev.crosscheck.comparison.pagestore.ModelFacts;
import dev.crosscheck.comparison.pagestore.PageFunction;
import dev.crosscheck.comparison.pagestore.PageKey;
import dev.crosscheck.comparison.pagestore.PageStore;
import dev.crosscheck.comparison.refresh.DirtyModels;
import dev.crosscheck.comparison.sample.RunningService;
import dev.crosscheck.event.EventJson;
import dev.crosscheck.event.Topics;
import dev.crosscheck.kit.deadletter.DeadLetters;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.GZIPInputStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jooq.DSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The service as its readers see it, on real PostgreSQL and Kafka. */
class ServiceTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static RunningService service;

    @BeforeAll
    static void start() {
        service = RunningService.start();
        for (String id : List.of("alpha", "beta", "gamma")) {
            service.publish(model(id, 1));
            service.publish(prices(id, 1, "1"));
        }
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(service.fetch("/v1/models/gamma").body()).contains("\"offers\""));
        await().atMost(PATIENCE).untilAsserted(ServiceTest::assertSettled);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void priceChangeReachesThePageAndItsStoredCopy() {
        service.publish(prices("alpha", 10, "3.25"));

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(
                                service.fetch("/v1/comparisons/alpha/beta").body())
                        .contains("It costs $3.25."));
        await().atMost(PATIENCE).untilAsserted(ServiceTest::assertSettled);
        assertThat(audit()).isEqualTo(new AuditReport(3, 3, 0, 0, 0, null, List.of()));
        assertThat(stored("alpha", "beta")).contains("It costs $3.25.");
    }

    @Test
    void duplicateAndLateStatesChangeNothing() {
        service.publish(prices("beta", 20, "5"));
        service.publish(prices("beta", 20, "6"));
        service.publish(prices("beta", 19, "7"));
        // Topics keep the order of a key: once this one shows, the three before it have been taken in.
        service.publish(prices("beta", 21, "8"));

        AtomicBoolean seenOlder = new AtomicBoolean();
        await().atMost(PATIENCE).untilAsserted(() -> {
            String page = service.fetch("/v1/comparisons/beta/gamma").body();
            if (page.contains("It costs $6.") || page.contains("It costs $7.")) {
                seenOlder.set(true);
            }
            assertThat(page).contains("It costs $8.");
        });
        assertThat(seenOlder).isFalse();
    }

    @Test
    void garbledStateIsSetAsideAndTheNextIsRead() {
        service.publish(
                new ProducerRecord<>(Topics.PRICE_SHEETS, "gamma".getBytes(UTF_8), "{\"model\":".getBytes(UTF_8)));
        service.publish(new ProducerRecord<>(Topics.PRICE_SHEETS, "gamma".getBytes(UTF_8), null));
        service.publish(prices("gamma", 30, "4.5"));

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(
                                service.fetch("/v1/comparisons/alpha/gamma").body())
                        .contains("It costs $4.5."));
        assertThat(service.get(DeadLetters.class).list(service.get(DSLContext.class), 0, 10))
                .hasSize(2)
                .allSatisfy(letter -> assertThat(letter.reason()).contains("expected:"));
    }

    @Test
    void pageHasTheSameBytesFromTheStoreAndFromTheFacts() {
        await().atMost(PATIENCE).untilAsserted(ServiceTest::assertSettled);

        HttpResponse<String> served = service.fetch("/v1/comparisons/alpha/gamma");

        assertThat(served.body()).isEqualTo(stored("alpha", "gamma"));
    }

    @Test
    void pageIsNotSentAgainToWhoHasIt() {
        HttpResponse<String> first = service.fetch("/v1/comparisons/alpha/gamma");
        String tag = first.headers().firstValue("ETag").orElseThrow();

        HttpResponse<String> again = service.fetch("/v1/comparisons/alpha/gamma", "If-None-Match", "\"other\", " + tag);

        assertThat(tag).startsWith("\"").endsWith("-json\"");
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(again.headers().firstValue("ETag")).contains(tag);
        assertThat(first.headers().firstValue("Cache-Control")).contains("no-cache");
        assertThat(first.headers().firstValue("Content-Type")).contains("application/json");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"/v1/comparisons/alpha/gamma, application/json", "/compare/alpha/gamma, text/html"})
    void pageIsCompressedOnceUnderANameOfItsOwn(String address, String form) {
        String[] asksForGzip = {"Accept", form, "Accept-Encoding", "br;q=1.0, gzip;q=0.8"};
        HttpResponse<String> plain = service.fetch(address, "Accept", form);
        HttpResponse<byte[]> packed = service.fetchBytes(address, asksForGzip);
        String tag = packed.headers().firstValue("ETag").orElseThrow();

        HttpResponse<byte[]> again =
                service.fetchBytes(address, "Accept", form, "Accept-Encoding", "gzip", "If-None-Match", tag);

        assertThat(packed.headers().allValues("Content-Encoding")).containsExactly("gzip");
        assertThat(packed.headers().firstValue("Vary").orElseThrow()).contains("Accept", "Accept-Encoding");
        assertThat(unzipped(packed.body())).isEqualTo(plain.body());
        assertThat(tag)
                .endsWith("-gzip\"")
                .isNotEqualTo(plain.headers().firstValue("ETag").orElseThrow());
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.headers().firstValue("Content-Encoding")).isEmpty();
        assertThat(service.fetch(address, "Accept", form, "Accept-Encoding", "gzip;q=0")
                        .body())
                .isEqualTo(plain.body());
    }

    @Test
    void everyPairHasOneAddress() {
        HttpResponse<String> answer = service.fetch("/v1/comparisons/gamma/alpha?x=1");

        assertThat(answer.statusCode()).isEqualTo(308);
        assertThat(answer.headers().firstValue("Location")).contains("/v1/comparisons/alpha/gamma?x=1");
    }

    @Test
    void unknownModelIsNamedAndNearOnesAreOffered() {
        HttpResponse<String> answer = service.fetch("/v1/comparisons/alpha/gama");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(detail(answer)).isEqualTo("model: gama (expected: one listed at /v1/models, such as gamma)");
    }

    @Test
    void badAddressesAreRefusedWithWhatWasMetAndExpected() {
        HttpResponse<String> same = service.fetch("/v1/comparisons/alpha/alpha");
        assertThat(same.statusCode()).isEqualTo(400);
        assertThat(detail(same)).isEqualTo("model: alpha twice (expected: two different models)");

        HttpResponse<String> tooLong = service.fetch("/v1/comparisons/alpha/" + "x".repeat(121));
        assertThat(tooLong.statusCode()).isEqualTo(400);
        assertThat(detail(tooLong)).contains("(121 characters)").contains("1 to 120");

        HttpResponse<String> script = service.fetch("/v1/comparisons/alpha/%3Cscript%3E");
        assertThat(script.statusCode()).isEqualTo(400);

        HttpResponse<String> accept = service.fetch("/v1/comparisons/alpha/gamma", "Accept", "image/png");
        assertThat(accept.statusCode()).isEqualTo(406);
        assertThat(detail(accept)).contains("application/json");
    }

    @Test
    void modelsAreListedInPartsAndFoundByName() {
        JsonNode first = json(service.fetch("/v1/models?limit=2"));
        assertThat(first.required("models").size()).isEqualTo(2);
        assertThat(first.required("next").asString()).isEqualTo("beta");

        JsonNode rest = json(service.fetch("/v1/models?limit=2&after=beta"));
        assertThat(rest.required("models").get(0).required("id").asString()).isEqualTo("gamma");
        assertThat(rest.has("next")).isFalse();

        JsonNode found = json(service.fetch("/v1/models?query=MODEL%20bet"));
        assertThat(found.required("models").size()).isEqualTo(1);

        assertThat(service.fetch("/v1/models?limit=0").statusCode()).isEqualTo(400);
        assertThat(service.fetch("/v1/models/nope").statusCode()).isEqualTo(404);
    }

    @Test
    void changesAreToldInOrderAndCanBeResumed() {
        service.publish(prices("alpha", 40, "11"));
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(service.fetch("/v1/changes?limit=1000").body())
                                .contains("alpha-price-11"));

        JsonNode all = json(service.fetch("/v1/changes?limit=1000"));
        long last = all.required("next").asLong();
        JsonNode before = json(service.fetch("/v1/changes?after=" + (last - 1)));
        assertThat(before.required("changes").size()).isEqualTo(1);
        assertThat(before.required("changes").get(0).required("change").asLong())
                .isEqualTo(last);
        assertThat(json(service.fetch("/v1/changes?after=" + last))
                        .required("next")
                        .asLong())
                .isEqualTo(last);
        assertThat(service.fetch("/v1/changes?after=-1").statusCode()).isEqualTo(400);

        HttpResponse<String> feed = service.fetch("/changes.atom");
        assertThat(feed.headers().firstValue("Content-Type").orElseThrow()).contains("application/atom+xml");
        assertThat(feed.body())
                .contains("<id>urn:crosscheck:change:" + last + "</id>")
                .contains("/compare/alpha/")
                .contains("Blended price of ")
                .doesNotContain("blended:");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/compare/alpha/gamma", "/v1/comparisons/alpha/gamma", "/compare/alpha/nobody", "/nowhere"})
    void browsersAreToldToRunNothing(String path) {
        HttpHeaders headers =
                service.fetch(path, "Accept", "text/html, application/json").headers();

        assertThat(headers.firstValue("Content-Security-Policy").orElseThrow())
                .startsWith("default-src 'none'; script-src 'self';")
                .contains("frame-ancestors 'none'");
        assertThat(headers.allValues("X-Content-Type-Options")).containsExactly("nosniff");
        assertThat(headers.allValues("X-Frame-Options")).containsExactly("DENY");
        assertThat(headers.allValues("Referrer-Policy")).containsExactly("no-referrer");
        assertThat(headers.allValues("Cross-Origin-Opener-Policy")).containsExactly("same-origin");
        assertThat(headers.allValues("Cross-Origin-Resource-Policy")).containsExactly("same-origin");
        assertThat(headers.firstValue("Permissions-Policy").orElseThrow()).contains("camera=()");
        assertThat(headers.firstValue("Server")).isEmpty();
    }

    @Test
    void sharedAddressGivesJsonToWhoAsksForIt() {
        HttpResponse<String> shared = service.fetch("/compare/alpha/gamma", "Accept", "application/json");

        assertThat(shared.statusCode()).isEqualTo(200);
        assertThat(json(shared).required("title").asString()).isEqualTo("alpha vs gamma");
        assertThat(service.fetch("/compare/gamma/alpha").headers().firstValue("Location"))
                .contains("/compare/alpha/gamma");
        assertThat(service.fetch("/compare/alpha/gamma", "Accept", "image/png").statusCode())
                .isEqualTo(406);
        assertThat(service.fetch("/compare/alpha/gamma", "Accept", "application/json;q=0")
                        .statusCode())
                .isEqualTo(406);
    }

    @Test
    void severalModelsStandSideBySideInTheOrderGiven() {
        JsonNode table = json(service.fetch("/v1/comparisons?models=gamma,alpha,beta"));

        assertThat(table.required("models")
                        .valueStream()
                        .map(column -> column.required("id").asString()))
                .containsExactly("gamma", "alpha", "beta");
        assertThat(service.fetch("/compare?models=gamma&models=alpha").headers().firstValue("Location"))
                .contains("/compare/alpha/gamma");
        HttpResponse<String> page = service.fetch("/compare?models=gamma,alpha,beta", "Accept", "text/html");
        assertThat(page.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
        assertThat(page.headers().firstValue("ETag")).isPresent();
        assertThat(detail(service.fetch("/v1/comparisons?models=alpha"))).contains("2 to 6 ids");
        assertThat(service.fetch("/v1/comparisons?models=alpha,alpha,beta").statusCode())
                .isEqualTo(400);
        assertThat(service.fetch("/v1/comparisons?models=alpha,beta,nope").statusCode())
                .isEqualTo(404);
    }

    @Test
    void costsAreStatedWithTheWorkloadTheyAreFor() {
        JsonNode costs = json(service.fetch("/v1/costs?models=gamma,beta&input=1000000&output=0"));

        assertThat(costs.required("workload").required("inputTokens").asLong()).isEqualTo(1_000_000);
        assertThat(costs.required("models").size()).isEqualTo(2);
        JsonNode cheapest = costs.required("models").get(0);
        assertThat(cheapest.required("id")).isEqualTo(costs.required("cheapest"));
        assertThat(cheapest.required("usdPerMonth"))
                .isEqualTo(cheapest.required("routes").get(0).required("input"));

        assertThat(json(service.fetch("/v1/costs")).required("models").size()).isEqualTo(3);
        assertThat(detail(service.fetch("/v1/costs?needs=flight"))).startsWith("needs: flight (expected: some of");
        assertThat(service.fetch("/v1/costs?cachedShare=1e9").statusCode()).isEqualTo(400);
        assertThat(service.fetch("/v1/costs?input=-1").statusCode()).isEqualTo(400);
        assertThat(service.fetch("/v1/costs?models=nope").statusCode()).isEqualTo(404);
    }

    @Test
    void freshnessIsANumber() {
        JsonNode freshness = json(service.fetch("/v1/freshness"));

        assertThat(freshness.required("models").asLong()).isEqualTo(3);
        assertThat(freshness.required("pages").required("expected").asLong()).isEqualTo(3);
        assertThat(freshness.required("visible").required("events").asLong()).isPositive();
        assertThat(freshness.required("oldestFact").asString()).isEqualTo("2026-03-02T09:00:00Z");
    }

    @Test
    void previewSaysWhatPagesWouldSayAndKeepsNothing() {
        String sheet = new String(EventJson.write(prices("gamma", 900, "0.01")), UTF_8);
        String before = service.fetch("/v1/comparisons/alpha/gamma").body();

        JsonNode preview = json(service.post("/v1/previews", "{\"priceSheets\":[" + sheet + "]}"));

        assertThat(preview.required("models").asLong()).isEqualTo(1);
        assertThat(preview.required("newModels").asLong()).isZero();
        assertThat(preview.required("pages").asLong()).isEqualTo(2);
        assertThat(preview.required("rewritten").asLong()).isEqualTo(2);
        assertThat(service.fetch("/v1/comparisons/alpha/gamma").body()).isEqualTo(before);
        assertThat(service.post("/v1/previews", "{\"models\":[{\"model\":7}]}").statusCode())
                .isEqualTo(400);
        assertThat(service.post("/v1/previews", "no JSON").statusCode()).isEqualTo(400);
    }

    /** What is previewed never was on a topic, where it would have been refused. */
    @Test
    void previewReadsStatesAsStrictlyAsTopicsAreRead() {
        String sheet = new String(EventJson.write(prices("gamma", 900, "0.01")), UTF_8);
        String huge = sheet.replaceFirst("\"revision\":900", "\"revision\":900,\"x-rank\":1e99");

        HttpResponse<String> refused = service.post("/v1/previews", "{\"priceSheets\":[" + huge + "]}");

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(detail(refused)).contains("1E+99", "digits before the point");
    }

    @Test
    void previewTakesFiveMegabytesAndNamesTheLimitToWhoSendsMore() {
        String body = "{\"priceSheets\":[]}";

        assertThat(service.post("/v1/previews", body + " ".repeat(4_900_000)).statusCode())
                .isEqualTo(200);
        HttpResponse<String> refused = service.post("/v1/previews", body + " ".repeat(5_300_000));
        assertThat(refused.statusCode()).isEqualTo(413);
        assertThat(detail(refused))
                .isEqualTo("body: 5300018 bytes (expected: at most 5242880 bytes; send it in parts)");
    }

    private static void assertSettled() {
        DSLContext dsl = service.get(DSLContext.class);
        assertThat(service.get(DirtyModels.class).count(dsl)).isZero();
        assertThat(service.get(PageStore.class).count(dsl)).isEqualTo(3);
    }

    private static AuditReport audit() {
        return service.get(Audit.class).run(Audit.READS_NONE);
    }

    private static String stored(String first, String second) {
        FactView known = service.get(FactView.class);
        List<ModelFacts> facts = service.get(PageFunction.class)
                .facts(
                        known.find(first).orElseThrow().profile(),
                        known.find(second).orElseThrow().profile());
        return Optional.of(new PageKey(first, second))
                .flatMap(key -> service.get(PageStore.class).find(service.get(DSLContext.class), key))
                .map(page -> new String(page.page(facts).json(), UTF_8))
                .orElseThrow();
    }

    private static String detail(HttpResponse<String> answer) {
        return json(answer).required("detail").asString();
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return EventJson.MAPPER.readTree(answer.body());
    }

    private static String unzipped(byte[] body) {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
