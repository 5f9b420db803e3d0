package dev.crosscheck.comparison.reading;

import static dev.crosscheck.comparison.sample.Samples.model;
import static dev.crosscheck.comparison.sample.Samples.prices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.crosscheck.comparison.fact.FactView;
import dev.crosscheck.comparison.pagestore.PageStore;
import dev.crosscheck.comparison.refresh.DirtyModels;
import dev.crosscheck.comparison.sample.RawConnection;
import dev.crosscheck.comparison.sample.RunningService;
import dev.crosscheck.local.test.TestInfrastructure;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micronaut.http.server.netty.NettyEmbeddedServer;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jooq.DSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The way past routing, held against routing itself: two replicas, of which one has no shortcuts. */
class PairShortcutTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int CHANGES = 40;
    private static final Pattern PRICE = Pattern.compile("It costs \\$([0-9.]+)\\.[^0-9]");
    private static final String JSON = "/v1/comparisons/alpha/gamma";
    private static final String SHARED = "/compare/alpha/gamma";

    private static RunningService service;
    private static EmbeddedServer routed;

    @BeforeAll
    static void start() {
        service = RunningService.start();
        for (String id : List.of("alpha", "beta", "gamma")) {
            service.publish(model(id, 1));
            service.publish(prices(id, 1, "1"));
        }
        await().atMost(PATIENCE).untilAsserted(() -> {
            DSLContext dsl = service.get(DSLContext.class);
            assertThat(service.get(PageStore.class).count(dsl)).isEqualTo(3);
            assertThat(service.get(DirtyModels.class).count(dsl)).isZero();
        });
        routed = service.another(Map.of("crosscheck.http.shortcuts", "false"));
    }

    @AfterAll
    static void stop() {
        routed.close();
        service.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "/v1/comparisons/alpha/gamma | -",
                "/v1/comparisons/alpha/gamma | Accept: application/json",
                "/v1/comparisons/alpha/gamma | Accept: */*",
                "/v1/comparisons/alpha/gamma | Accept: application/json~Accept-Encoding: gzip",
                "/v1/comparisons/alpha/gamma | Accept-Encoding: gzip, deflate, br, zstd",
                "/v1/comparisons/alpha/gamma | Accept-Encoding: br;q=1.0, GZIP;q=0.5",
                "/v1/comparisons/alpha/gamma | Connection: keep-alive",
                "/v1/comparisons/alpha/gamma | Accept-Encoding: identity",
                "/v1/comparisons/alpha/gamma | Accept-Encoding: gzip;q=0, identity",
                "/v1/comparisons/alpha/gamma | Accept-Encoding: deflate~Accept-Encoding: gzip",
                "/v1/comparisons/alpha/gamma | Accept-Encoding:",
                "/v1/comparisons/alpha/gamma | Accept-Encoding: ;;,;q=0",
                "/compare/alpha/gamma | -",
                "/compare/alpha/gamma | Accept: text/html",
                "/compare/alpha/gamma | Accept: text/html~Accept-Encoding: gzip",
                "/compare/alpha/gamma | Accept: text/markdown~Accept-Encoding: gzip",
                "/compare/alpha/gamma | Accept: application/json~Accept-Encoding: gzip",
                "/compare/alpha/gamma | Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
                "/compare/alpha/gamma | Accept: text/html;q=0.1, text/markdown;q=0.9",
                "/compare/alpha/gamma | Accept: text/html;q=0, application/json",
                "/compare/alpha/gamma | Accept: */*",
                "/compare/alpha/gamma | Accept: TEXT/HTML",
                "/compare/alpha/gamma | Accept: text/html;charset=utf-8",
                "/compare/alpha/gamma | Accept: text/html;level=1",
                "/compare/alpha/gamma | Accept: text/html; q=0.5 , application/json ; q=0.7",
                "/compare/beta/gamma | Accept: text/html",
            })
    void ordinaryRequestIsAnsweredAsRoutingWouldAnswerIt(String target, String headers) throws IOException {
        String lines = headers == null ? "" : headers.replace("~", "\r\n") + "\r\n";
        String whole = sameBothWays(target, lines, true);
        String tag = tag(whole);

        for (String held : List.of(
                tag,
                "W/" + tag,
                "\"other\", " + tag,
                "*",
                "\"other\"",
                tag.replace("\"", ""),
                tag.substring(1),
                "",
                ", ,",
                "\"other\"\r\nIf-None-Match: " + tag)) {
            String answer = sameBothWays(target, lines + "If-None-Match: " + held + "\r\n", true);
            assertThat(status(answer)).isIn("200", "304");
        }
        assertThat(status(sameBothWays(target, lines + "If-None-Match: " + tag + "\r\n", true)))
                .isEqualTo("304");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/comparisons/gamma/alpha",
                "/v1/comparisons/alpha/alpha",
                "/v1/comparisons/alpha/nobody",
                "/v1/comparisons/alpha/gamma/",
                "/v1/comparisons/alpha/gamma/more",
                "/v1/comparisons//alpha/gamma",
                "/v1/comparisons/alpha",
                "/v1/comparisons/",
                "/v1/comparisons/alpha/gamma?x=1",
                "/v1/comparisons/alpha/gamma?",
                "/v1/comparisons/alpha/gamma?asOf=2026-03-02",
                "/v1/comparisons/alpha/gamma#part",
                "/v1/comparisons/alpha/gamma;a=b",
                "/v1/comparisons/alph%61/gamma",
                "/v1/comparisons/alpha%2Fgamma",
                "/v1/comparisons/ALPHA/gamma",
                "/v1/comparisons/alpha/%0d%0aX-Evil:%201",
                "/v1/comparisons/alpha/..%2f..%2fgamma",
                "/v1/comparisons/alpha/../alpha/gamma",
                "/V1/comparisons/alpha/gamma",
                "/compare/gamma/alpha",
                "/compare/alpha/nobody",
                "/compare/alpha/gamma/",
                "/compare/alpha/gamma?",
                "/compare/alpha/<script>",
                "http://localhost/compare/alpha/gamma",
                "//compare/alpha/gamma",
                "*",
            })
    void otherAddressIsRouted(String target) throws IOException {
        sameBothWays(target, "Accept: text/html, application/json\r\n", false);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Accept: image/png",
                "Accept: text/*",
                "Accept: application/*",
                "Accept: text/*, application/json;q=0.5",
                "Accept: nothing",
                "Accept: /",
                "Accept:",
                "Accept: text/html\r\nAccept: application/json",
                "Accept: application/json;q=0",
                "Accept: text/html;q=x",
                "Connection: close",
                "Connection: keep-alive, close",
                "Expect: 100-continue",
                "Content-Length: 0",
                "Content-Length: x",
                "Transfer-Encoding: chunked\r\n\r\n0\r\n",
                "Content-Length: 4\r\n\r\nbody",
                "Range: bytes=0-9",
                "If-Match: \"other\"",
                "If-Modified-Since: Sat, 21 Nov 2099 00:00:00 GMT",
                "If-Unmodified-Since: Sat, 21 Nov 2000 00:00:00 GMT",
                "Origin: https://example.org",
                "Upgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings\r\nHTTP2-Settings: AAMAAABkAAQAAP__",
                "Bad Header: x",
            })
    void requestOutOfTheOrdinaryIsRouted(String header) throws IOException {
        sameBothWays(JSON, header + "\r\n", false);
        sameBothWays(SHARED, header + "\r\n", false);
    }

    @ParameterizedTest
    @ValueSource(strings = {"HEAD", "POST", "OPTIONS", "DELETE", "get", "BREW"})
    void otherMethodIsRouted(String method) throws IOException {
        String request = method + " " + JSON + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
        assertThat(exchange(port(), request)).isEqualTo(exchange(routed.getPort(), request));
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.0", "HTTP/1.0\r\nConnection: keep-alive", "HTTP/1.2", "HTTP/3", "ICY"})
    void otherVersionIsRouted(String version) throws IOException {
        String request = "GET " + JSON + " " + version + "\r\nHost: localhost\r\n\r\n";
        assertThat(exchange(port(), request)).isEqualTo(exchange(routed.getPort(), request));
    }

    @Test
    void answersOfAConnectionKeepTheOrderOfTheirRequests() throws IOException {
        List<String> requests = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            requests.add(get(JSON, "Accept-Encoding: gzip\r\n"));
            requests.add(get("/v1/models/gamma", ""));
            requests.add(get(SHARED, "Accept: text/html\r\n"));
            requests.add(get(JSON, ""));
            requests.add(get("/v1/comparisons/gamma/alpha", ""));
            requests.add(get("/v1/comparisons/alpha/nobody", ""));
            requests.add("POST /v1/previews HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                    + "Authorization: " + TestInfrastructure.shared().authorization("publisher") + "\r\n"
                    + "Content-Length: 2\r\n\r\n{}");
            requests.add(get(SHARED, "Accept: application/json\r\n"));
        }
        List<String> expected = new ArrayList<>();
        for (String request : requests) {
            try (RawConnection connection = new RawConnection(routed.getPort())) {
                connection.send(request);
                expected.add(connection.answer(false));
            }
        }
        exchange(port(), requests.getFirst());
        double before = shortened();

        try (RawConnection connection = new RawConnection(port())) {
            connection.send(String.join("", requests));
            for (String answer : expected) {
                assertThat(connection.answer(false)).isEqualTo(answer);
            }
        }
        assertThat(shortened()).isGreaterThan(before);
    }

    @Test
    void requestMayComeByteByByte() throws IOException {
        String request = get(JSON, "Accept: application/json\r\n");
        String whole = exchange(port(), request).getFirst();

        try (RawConnection connection = new RawConnection(port())) {
            for (char one : request.toCharArray()) {
                connection.send(String.valueOf(one));
            }
            assertThat(connection.answer(false)).isEqualTo(whole);
        }
    }

    /** I4: what is answered past routing is never older than the facts known. */
    @Test
    void pageWhoseFactsHaveJustChangedIsNeverServedOld() throws Exception {
        FactView facts = service.get(FactView.class);
        AtomicBoolean done = new AtomicBoolean();
        double before = shortened();
        try (ExecutorService readers = Executors.newFixedThreadPool(2);
                RawConnection connection = new RawConnection(port())) {
            List<Future<List<BigDecimal>>> seen =
                    List.of(readers.submit(watch(JSON, done)), readers.submit(watch(SHARED, done)));
            try {
                for (int change = 0; change < CHANGES; change++) {
                    long held = facts.find("alpha").orElseThrow().pageRevision();
                    service.publish(prices("alpha", 100 + change, String.valueOf(100 + change)));
                    await().atMost(PATIENCE)
                            .pollDelay(Duration.ZERO)
                            .pollInterval(Duration.ofMillis(1))
                            .until(() -> facts.find("alpha").orElseThrow().pageRevision() > held);
                    connection.send(get(JSON, "") + get(SHARED, "Accept: text/markdown\r\n"));
                    assertThat(price(connection.answer(false))).isEqualByComparingTo(BigDecimal.valueOf(100 + change));
                    assertThat(price(connection.answer(false))).isEqualByComparingTo(BigDecimal.valueOf(100 + change));
                }
            } finally {
                done.set(true);
            }
            for (Future<List<BigDecimal>> prices : seen) {
                assertThat(prices.get()).isSorted().hasSizeGreaterThan(1);
            }
        }
        assertThat(shortened()).isGreaterThan(before);
        await().atMost(PATIENCE)
                .until(() -> routed.getApplicationContext()
                                .getBean(FactView.class)
                                .find("alpha")
                                .orElseThrow()
                                .pageRevision()
                        == facts.find("alpha").orElseThrow().pageRevision());
    }

    /** Each price that differs from the one seen before it. */
    private static Callable<List<BigDecimal>> watch(String target, AtomicBoolean done) {
        return () -> {
            List<BigDecimal> prices = new ArrayList<>();
            try (RawConnection connection = new RawConnection(port())) {
                while (!done.get()) {
                    connection.send(get(target, "Accept: application/json\r\n"));
                    BigDecimal price = price(connection.answer(false));
                    if (prices.isEmpty() || !prices.getLast().equals(price)) {
                        prices.add(price);
                    }
                }
            }
            return prices;
        };
    }

    @Test
    void requestsAreCountedAndTimedUnderTheNamesThatRoutedOnesHave() throws IOException {
        String request = get(JSON, "Accept-Encoding: gzip\r\n");
        String tag = tag(exchange(port(), request).getFirst());
        long counted = count("200", "/v1/comparisons/{a}/{b}");
        long unchanged = count("304", "REDIRECTION");
        double before = shortened();

        exchange(port(), request);
        exchange(port(), get(JSON, "Range: bytes=0-9\r\n"));
        exchange(port(), get(JSON, "Accept-Encoding: gzip\r\nIf-None-Match: " + tag + "\r\n"));

        assertThat(shortened() - before).isEqualTo(2);
        assertThat(count("200", "/v1/comparisons/{a}/{b}") - counted).isEqualTo(2);
        assertThat(count("304", "REDIRECTION") - unchanged).isEqualTo(1);
    }

    @Test
    void portOfHealthAndMetricsHasNoPages() throws IOException {
        int management = service.get(NettyEmbeddedServer.class).getBoundPorts().stream()
                .filter(bound -> bound != port())
                .findFirst()
                .orElseThrow();

        assertThat(status(exchange(management, get(JSON, "")).getFirst())).isEqualTo("404");
    }

    /** One timer alone: a second one of the same name with other tags would be another series. */
    private static long count(String status, String uri) {
        return service
                .get(MeterRegistry.class)
                .find("http.server.requests")
                .tags("method", "GET", "status", status, "uri", uri)
                .timers()
                .stream()
                .mapToLong(Timer::count)
                .reduce((_, _) -> {
                    throw new AssertionError("more than one timer for " + status + " of " + uri);
                })
                .orElse(0);
    }

    private static double shortened() {
        return service.get(MeterRegistry.class).find("crosscheck.http.shortcuts").counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    /** The answer, the same from both replicas. A second time, for what was asked once may be at hand. */
    private static String sameBothWays(String target, String headers, boolean shortened) throws IOException {
        String request = get(target, headers);
        List<String> expected = exchange(routed.getPort(), request);
        assertThat(exchange(port(), request)).isEqualTo(expected);
        double before = shortened();
        assertThat(exchange(port(), request)).isEqualTo(expected);
        if (shortened) {
            assertThat(shortened() - before).as("answered without routing").isEqualTo(1);
        }
        return expected.getFirst();
    }

    /** The answer, and that to a question after it on the same connection; empty if the connection was closed. */
    private static List<String> exchange(int port, String request) throws IOException {
        try (RawConnection connection = new RawConnection(port)) {
            connection.send(request);
            String answer = connection.answer(request.startsWith("HEAD"));
            try {
                connection.send(get("/v1/models/beta", ""));
            } catch (IOException _) {
                return List.of(answer, "");
            }
            return List.of(answer, connection.answer(false));
        }
    }

    private static String get(String target, String headers) {
        return "GET " + target + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n";
    }

    private static int port() {
        return service.address().getPort();
    }

    private static String status(String answer) {
        return answer.substring(9, 12);
    }

    private static String tag(String answer) {
        return answer.lines()
                .filter(line -> line.startsWith("ETag: "))
                .findFirst()
                .orElseThrow()
                .substring("ETag: ".length());
    }

    private static BigDecimal price(String answer) {
        Matcher price = PRICE.matcher(answer);
        assertThat(price.find()).as(answer).isTrue();
        return new BigDecimal(price.group(1));
    }
}
