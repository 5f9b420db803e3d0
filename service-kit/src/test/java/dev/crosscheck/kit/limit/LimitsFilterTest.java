package dev.crosscheck.kit.limit;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.crosscheck.kit.Kit;
import dev.crosscheck.kit.access.OpenTo;
import dev.crosscheck.kit.access.Role;
import dev.crosscheck.kit.problem.ProblemException;
import dev.crosscheck.local.test.TestInfrastructure;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Behind one proxy of ours, which says in a header who asked it. */
class LimitsFilterTest {

    private static final int AT_ONCE = 2;

    /** Who is let in though there is no room waits for somebody to go on, whom nobody sends. */
    private static final Duration WITHIN = Duration.ofSeconds(30);

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static Kit kit;

    @BeforeAll
    static void start() {
        Map<String, Object> settings =
                new HashMap<>(TestInfrastructure.shared().tokens().properties());
        settings.put("crosscheck.limits.proxies", 1);
        settings.put("crosscheck.limits.wide", 2);
        settings.put("crosscheck.limits.past", 1);
        settings.put("crosscheck.limits.preview", 1);
        settings.put("crosscheck.limits.batch-at-once", AT_ONCE);
        settings.put("crosscheck.limits.patience", "100ms");
        kit = new Kit(true, TestInfrastructure.shared().kafka().bootstrapServers(), settings);
    }

    @AfterAll
    static void stop() {
        kit.close();
    }

    @Test
    void whoAsksTooOftenIsToldWhenToComeAgain() throws Exception {
        assertThat(get("/costly/wide", "192.0.2.1").statusCode()).isEqualTo(200);
        assertThat(get("/costly/wide", "192.0.2.1").statusCode()).isEqualTo(200);

        HttpResponse<String> answer = get("/costly/wide", "192.0.2.1");

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValue("retry-after").map(Integer::valueOf))
                .hasValueSatisfying(seconds -> assertThat(seconds).isBetween(1, 30));
        assertThat(answer.headers().firstValue("content-type")).hasValue("application/problem+json");
        assertThat(answer.headers().firstValue("x-content-type-options")).hasValue("nosniff");
        assertThat(answer.body()).contains("/problems/too-many-requests", "more than 2 a minute");
        assertThat(kit.context
                        .getBean(MeterRegistry.class)
                        .get("crosscheck.http.limited")
                        .tag("cost", "wide")
                        .tag("whose", "own")
                        .counter()
                        .count())
                .isPositive();
    }

    @Test
    void othersAreNotHeldBack() throws Exception {
        useUp("/costly/wide", "192.0.2.2");

        assertThat(get("/costly/wide", "192.0.2.3").statusCode()).isEqualTo(200);
    }

    @Test
    void whatStandsBeforeOurProxysWordIsNotBelieved() throws Exception {
        useUp("/costly/wide", "198.51.100.1, 192.0.2.4");

        assertThat(get("/costly/wide", "198.51.100.2, 192.0.2.4").statusCode()).isEqualTo(429);
    }

    @Test
    void wholeNetworkOfAnIpv6AddressIsOneCaller() throws Exception {
        useUp("/costly/wide", "2001:db8:1:2::1");

        assertThat(get("/costly/wide", "2001:db8:1:2:ffff::9").statusCode()).isEqualTo(429);
        assertThat(get("/costly/wide", "2001:db8:1:3::1").statusCode()).isEqualTo(200);
    }

    @Test
    void onlyTheCostlyWayToAskIsCounted() throws Exception {
        assertThat(get("/costly/past?asOf=2026-03-02", "192.0.2.5").statusCode())
                .isEqualTo(200);
        assertThat(get("/costly/past?asOf=2026-03-02", "192.0.2.5").statusCode())
                .isEqualTo(429);
        for (int i = 0; i < 10; i++) {
            assertThat(get("/costly/past", "192.0.2.5").statusCode()).isEqualTo(200);
        }
    }

    /** What is asked is the same. */
    @Test
    void costlyWayToAskIsCountedInWhicheverSpellingItIsUnderstood() throws Exception {
        assertThat(get("/costly/past?as-of=2026-03-02", "192.0.2.10").body()).isEqualTo("as it was 2026-03-02");

        assertThat(get("/costly/past?as-of=2026-03-02", "192.0.2.10").statusCode())
                .isEqualTo(429);
    }

    @Test
    void whatCostsLittleIsNotCounted() throws Exception {
        for (int i = 0; i < 100; i++) {
            assertThat(get("/costly/not", "192.0.2.6").statusCode()).isEqualTo(200);
        }
    }

    /** Who shares an address with others is known by name, and a name is one caller wherever it asks from. */
    @Test
    void callersWithTokensAreToldApartByName() throws Exception {
        assertThat(get("/costly/closed", "192.0.2.7", "ada").statusCode()).isEqualTo(200);
        assertThat(get("/costly/closed", "192.0.2.8", "ada").statusCode()).isEqualTo(429);
        assertThat(get("/costly/closed", "192.0.2.7", "grace").statusCode()).isEqualTo(200);
    }

    @Test
    void whoIsTurnedAwayForWantOfATokenUsesNothingUp() throws Exception {
        for (int i = 0; i < 5; i++) {
            assertThat(get("/costly/closed", "192.0.2.9").statusCode()).isEqualTo(401);
        }

        assertThat(get("/costly/closed", "192.0.2.9", "alan").statusCode()).isEqualTo(200);
    }

    @Test
    void soManyAreAnsweredAtOnceAndTheOthersAreToldToComeAgain() throws Exception {
        List<CompletableFuture<HttpResponse<String>>> begun = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            begun.add(HTTP.sendAsync(batch("one", "x"), HttpResponse.BodyHandlers.ofString()));
        }
        await().until(() -> Costly.UNDER_WAY.get() == AT_ONCE);

        HttpResponse<String> turnedAway = send(batch("other", "x"));

        assertThat(turnedAway.statusCode()).isEqualTo(503);
        assertThat(turnedAway.headers().firstValue("retry-after")).hasValue("1");
        assertThat(turnedAway.headers().firstValue("content-type")).hasValue("application/problem+json");
        assertThat(turnedAway.body())
                .contains("/problems/busy", "2 of this kind under way", "nothing of this one was looked at");
        assertThat(meters().get("crosscheck.http.busy")
                        .tag("cost", "batch")
                        .counter()
                        .count())
                .isPositive();
        assertThat(underWay()).isEqualTo(AT_ONCE);
        Costly.GO_ON.release(AT_ONCE);
        assertThat(begun)
                .allSatisfy(answer -> assertThat(answer.join().statusCode()).isEqualTo(200));
        await().until(() -> underWay() == 0);
        // An alert on requests that fail is none on requests for which there was no room.
        await().until(() -> isCounted("200"));
        assertThat(isCounted("503")).isFalse();
    }

    private static boolean isCounted(String status) {
        return meters().find("http.server.requests").tag("status", status).timer() != null;
    }

    /** Nothing of their bodies is in memory: they have not even been sent. */
    @Test
    void bodyIsReadOnlyWhenThereIsRoomForIt() throws Exception {
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < AT_ONCE; i++) {
                slow.add(begun("slow"));
            }
            await().until(() -> underWay() == AT_ONCE);

            try (Socket next = begun("next")) {
                assertThat(new String(next.getInputStream().readNBytes(12), US_ASCII))
                        .isEqualTo("HTTP/1.1 503");
            }
            assertThat(Costly.UNDER_WAY).hasValue(0);
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
        await().until(() -> underWay() == 0);
    }

    /** However a request ends, the next one finds room. */
    @ParameterizedTest
    @ValueSource(strings = {"/costly/fails", "/costly/breaks", "/costly/later-fails", "/costly/needs?number=none"})
    void placeIsLeftWhateverBecomesOfARequest(String path) throws Exception {
        for (int i = 0; i < 3 * AT_ONCE; i++) {
            HttpRequest request = withToken("failing").uri(uri(path)).build();
            assertThat(send(request).statusCode()).isNotEqualTo(503).isGreaterThanOrEqualTo(400);
        }

        await().until(() -> underWay() == 0);
    }

    @Test
    void placeIsLeftAfterABodyThatIsTooLarge() throws Exception {
        HttpRequest large = batch("large", "x".repeat(6 * 1024 * 1024));
        for (int i = 0; i < 2 * AT_ONCE; i++) {
            try {
                assertThat(send(large).statusCode()).isEqualTo(413);
            } catch (IOException _) {
                // The connection is closed while the rest of the body is on its way.
            }
        }

        await().until(() -> underWay() == 0);
    }

    /** Otherwise whoever hangs up at once and asks again would have any number of answers made at once. */
    @Test
    void placeIsKeptWhileAnAnswerIsMadeThoughNobodyWaitsForItAnyMore() throws Exception {
        for (int i = 0; i < AT_ONCE; i++) {
            Socket gone = begun("gone");
            gone.getOutputStream().write("xx".getBytes(US_ASCII));
            int under = i + 1;
            await().until(() -> Costly.UNDER_WAY.get() == under);
            gone.close();
        }

        assertThat(send(batch("other", "x")).statusCode()).isEqualTo(503);

        Costly.GO_ON.release(AT_ONCE);
        await().until(() -> underWay() == 0);
    }

    private static MeterRegistry meters() {
        return kit.context.getBean(MeterRegistry.class);
    }

    private static double underWay() {
        return meters().get("crosscheck.http.under.way")
                .tag("cost", "batch")
                .gauge()
                .value();
    }

    private static HttpRequest batch(String name, String body) {
        return withToken(name)
                .uri(uri("/costly/batch"))
                .header("Content-Type", "text/plain")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private static HttpRequest.Builder withToken(String name) {
        return HttpRequest.newBuilder().timeout(WITHIN).header("Authorization", "Bearer " + token(name));
    }

    private static String token(String name) {
        return TestInfrastructure.shared().tokens().token(name, Duration.ofMinutes(5), List.of("publisher"));
    }

    /** A request of which the headers are sent, and of its two bytes none. */
    private static Socket begun(String name) throws IOException {
        URI address = uri("/costly/batch");
        Socket socket = new Socket(address.getHost(), address.getPort());
        socket.setSoTimeout((int) WITHIN.toMillis());
        socket.getOutputStream().write(("""
            POST /costly/batch HTTP/1.1\r
            Host: localhost\r
            Content-Type: text/plain\r
            Content-Length: 2\r
            Authorization: Bearer %s\r
            \r
            """.formatted(token(name))).getBytes(US_ASCII));
        return socket;
    }

    private static URI uri(String path) {
        return URI.create(kit.context.getBean(EmbeddedServer.class).getURL() + path);
    }

    private static void useUp(String path, String forwarded) throws Exception {
        HttpResponse<String> answer;
        do {
            answer = get(path, forwarded);
        } while (answer.statusCode() == 200);
        assertThat(answer.statusCode()).isEqualTo(429);
    }

    private static HttpResponse<String> get(String path, String forwarded) throws Exception {
        return send(request(path, forwarded).build());
    }

    private static HttpResponse<String> get(String path, String forwarded, String name) throws Exception {
        return send(request(path, forwarded)
                .header("Authorization", "Bearer " + token(name))
                .build());
    }

    private static HttpRequest.Builder request(String path, String forwarded) {
        return HttpRequest.newBuilder(uri(path)).header("X-Forwarded-For", forwarded);
    }

    private static HttpResponse<String> send(HttpRequest request) throws Exception {
        return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    }

    @Controller("/costly")
    @Requires(property = "kit.test.topic")
    static class Costly {

        static final AtomicInteger UNDER_WAY = new AtomicInteger();
        static final Semaphore GO_ON = new Semaphore(0);

        @Post("/batch")
        @OpenTo(Role.PUBLISHER)
        @Costs(Cost.BATCH)
        @Consumes(MediaType.TEXT_PLAIN)
        @ExecuteOn(TaskExecutors.BLOCKING)
        String batch(@Body byte[] body) throws InterruptedException {
            UNDER_WAY.incrementAndGet();
            try {
                GO_ON.acquire();
                return "taken: " + body.length;
            } finally {
                UNDER_WAY.decrementAndGet();
            }
        }

        @Get("/fails")
        @OpenTo(Role.PUBLISHER)
        @Costs(Cost.BATCH)
        String fails() {
            throw ProblemException.badRequest("no", "No", "no: yes (expected: no)");
        }

        @Get("/breaks")
        @OpenTo(Role.PUBLISHER)
        @Costs(Cost.BATCH)
        @ExecuteOn(TaskExecutors.BLOCKING)
        String breaks() {
            throw new AssertionError("a fault of ours");
        }

        @Get("/later-fails")
        @OpenTo(Role.PUBLISHER)
        @Costs(Cost.BATCH)
        CompletionStage<String> failsLater() {
            return CompletableFuture.supplyAsync(() -> {
                throw new IllegalStateException("a fault of ours");
            });
        }

        @Get("/needs")
        @OpenTo(Role.PUBLISHER)
        @Costs(Cost.BATCH)
        String needs(@QueryValue int number) {
            return "number " + number;
        }

        @Get("/wide")
        @OpenTo(Role.ANYONE)
        @Costs(Cost.WIDE)
        String wide() {
            return "all there is";
        }

        @Get("/past")
        @OpenTo(Role.ANYONE)
        @Costs(
                value = Cost.PAST,
                with = {"asOf", "knownAt"})
        String past(@Nullable @QueryValue String asOf) {
            return "as it was " + asOf;
        }

        @Get("/closed")
        @OpenTo(Role.PUBLISHER)
        @Costs(Cost.PREVIEW)
        String closed() {
            return "as it would be";
        }

        @Get("/not")
        @OpenTo(Role.ANYONE)
        String not() {
            return "little";
        }
    }
}
