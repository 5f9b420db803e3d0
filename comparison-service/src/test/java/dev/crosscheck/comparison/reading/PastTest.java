package dev.crosscheck.comparison.reading;

import static dev.crosscheck.comparison.sample.Samples.model;
import static dev.crosscheck.comparison.sample.Samples.prices;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.crosscheck.comparison.sample.RunningService;
import dev.crosscheck.event.EventJson;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Pages of the past as readers get them, with a history that answers what the test has it answer. */
class PastTest {

    private static final String MARCH = "asOf=2026-03-02T09:00:00Z";

    /** What the history was asked: paths with their queries. */
    private static final Set<String> ASKED = new ConcurrentSkipListSet<>();

    private static volatile int status;
    private static HttpServer history;
    private static RunningService service;

    @BeforeAll
    static void start() throws IOException {
        history = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        history.createContext("/", PastTest::answer);
        history.start();
        String address = "http://localhost:" + history.getAddress().getPort();
        service = RunningService.startWithRealPages(
                Map.of("crosscheck.catalog.url", address, "crosscheck.pricing.url", address));
        for (String id : List.of("alpha", "beta", "gamma")) {
            service.publish(model(id, 1));
            service.publish(prices(id, 1, "7"));
        }
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() ->
                        assertThat(service.fetch("/v1/models/gamma").body()).contains("\"offers\""));
    }

    @AfterAll
    static void stop() {
        service.close();
        history.stop(0);
    }

    @BeforeEach
    void answering() {
        status = 200;
        ASKED.clear();
    }

    /** Of gamma nothing was known; beta had facts and no price yet. */
    private static void answer(HttpExchange exchange) throws IOException {
        ASKED.add(exchange.getRequestURI().toString());
        String path = exchange.getRequestURI().getPath();
        String id = path.substring(path.lastIndexOf('/') + 1);
        boolean facts = path.startsWith("/v1/models/");
        byte[] body;
        int answered = status;
        if (status == 200 && (id.equals("gamma") || (id.equals("beta") && !facts))) {
            answered = 404;
            body = ("{\"type\":\"/problems/not-known-then\",\"title\":\"Nothing was known of it then\",\"status\":404,"
                            + "\"detail\":\"asOf: then (expected: 2026-04-01T00:00:00Z or later)\"}")
                    .getBytes(UTF_8);
        } else {
            body = EventJson.write(facts ? model(id, 1) : prices(id, 1, "0.123"));
        }
        exchange.sendResponseHeaders(answered, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Test
    void pageOfThePastIsMadeOfTheStatesThatHeldThen() {
        HttpResponse<String> answer = service.fetch("/v1/comparisons/alpha/beta?" + MARCH + "&knownAt=2026-03-05");

        assertThat(answer.statusCode()).isEqualTo(200);
        JsonNode page = EventJson.readTree(answer.body().getBytes(UTF_8));
        assertThat(page.get("asOf").stringValue()).isEqualTo("2026-03-02T09:00:00Z");
        assertThat(page.get("knownAt").stringValue()).isEqualTo("2026-03-05T23:59:59.999999Z");
        assertThat(page.get("today").stringValue()).isEqualTo("/v1/comparisons/alpha/beta");
        assertThat(page.get("notice").stringValue())
                .isEqualTo("This page shows the past: what was true at 2026-03-02T09:00:00Z, as it was known at the"
                        + " end of 2026-03-05 (UTC). A fact counts from the day its source gives, else from when the"
                        + " source was read.");
        assertThat(answer.body()).contains("$0.123").doesNotContain("$7 per");
        assertThat(ASKED)
                .containsExactly(
                        "/v1/models/alpha?" + MARCH + "&knownAt=2026-03-05T23:59:59.999999Z",
                        "/v1/models/beta?" + MARCH + "&knownAt=2026-03-05T23:59:59.999999Z",
                        "/v1/price-sheets/alpha?" + MARCH + "&knownAt=2026-03-05T23:59:59.999999Z",
                        "/v1/price-sheets/beta?" + MARCH + "&knownAt=2026-03-05T23:59:59.999999Z");
    }

    @Test
    void pageOfThePastSaysSoOnTopAndLeadsToTheOneOfNow() {
        HttpResponse<String> html = service.fetch("/compare/alpha/beta?" + MARCH, "accept", "text/html");

        assertThat(html.statusCode()).isEqualTo(200);
        assertThat(html.headers().firstValue("x-robots-tag")).hasValue("noindex");
        assertThat(html.body())
                .contains("<meta name=\"robots\" content=\"noindex\">")
                .contains("This page shows the past: what was true at 2026-03-02T09:00:00Z, as it is known now.")
                .contains("<a href=\"/compare/alpha/beta\">The comparison as it is now</a>")
                .contains("href=\"/v1/comparisons/alpha/beta?asOf=2026-03-02T09:00:00Z\"")
                .doesNotContain("Continue comparing");
        assertThat(html.body().indexOf("This page shows the past"))
                .isLessThan(html.body().indexOf("<h1>"));

        assertThat(service.fetch("/compare/alpha/beta?" + MARCH, "accept", "text/markdown")
                        .body())
                .contains("This page shows the past")
                .contains("[The comparison as it is now](/compare/alpha/beta)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "text/markdown", "application/json"})
    void pageOfThePastIsNotSentAgainToWhoHasIt(String form) {
        String address = "/compare/alpha/beta?" + MARCH;
        HttpResponse<String> first = service.fetch(address, "accept", form);
        String tag = first.headers().firstValue("etag").orElseThrow();

        HttpResponse<String> again = service.fetch(address, "accept", form, "if-none-match", tag);

        assertThat(first.headers().firstValue("cache-control")).hasValue("no-cache");
        assertThat(first.headers().firstValue("vary")).hasValue("Accept, Accept-Encoding");
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.headers().firstValue("x-robots-tag")).hasValue("noindex");
        assertThat(service.fetch("/compare/alpha/beta", "accept", form, "if-none-match", tag)
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void modelOfWhichNothingWasKnownIsNotFoundAndSaysSinceWhenThereIsSomething() {
        HttpResponse<String> answer = service.fetch("/v1/comparisons/alpha/gamma?" + MARCH);

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body())
                .contains("/problems/not-known-then")
                .contains("model: gamma, asOf: then (expected: 2026-04-01T00:00:00Z or later)");
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 503, 400})
    void historyThatIsAwayIsA503(int broken) {
        status = broken;

        HttpResponse<String> answer = service.fetch("/v1/comparisons/alpha/beta?" + MARCH);

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("/problems/unavailable");
        // The page of now needs nobody.
        assertThat(service.fetch("/v1/comparisons/alpha/beta").statusCode()).isEqualTo(200);
    }

    @Test
    void whatIsNoMomentOfThePastIsRefused() {
        HttpResponse<String> answer = service.fetch("/v1/comparisons/alpha/beta?asOf=tomorrow");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("asOf: tomorrow (expected: a moment such as");
        assertThat(ASKED).isEmpty();
    }

    @Test
    void otherOrderKeepsTheMoment() {
        HttpResponse<String> answer = service.fetch("/compare/beta/alpha?" + MARCH);

        assertThat(answer.statusCode()).isEqualTo(308);
        assertThat(answer.headers().firstValue("location")).hasValue("/compare/alpha/beta?" + MARCH);
    }
}
