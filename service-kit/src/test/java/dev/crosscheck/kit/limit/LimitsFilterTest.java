package dev.crosscheck.kit.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crosscheck.kit.Kit;
import dev.crosscheck.kit.access.OpenTo;
import dev.crosscheck.kit.access.Role;
import dev.crosscheck.local.test.TestInfrastructure;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.runtime.server.EmbeddedServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Behind one proxy of ours, which says in a header who asked it. */
class LimitsFilterTest {

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
        String token = TestInfrastructure.shared().tokens().token(name, Duration.ofMinutes(5), List.of("publisher"));
        return send(request(path, forwarded)
                .header("Authorization", "Bearer " + token)
                .build());
    }

    private static HttpRequest.Builder request(String path, String forwarded) {
        return HttpRequest.newBuilder(
                        URI.create(kit.context.getBean(EmbeddedServer.class).getURL() + path))
                .header("X-Forwarded-For", forwarded);
    }

    private static HttpResponse<String> send(HttpRequest request) throws Exception {
        return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    }

    @Controller("/costly")
    @Requires(property = "kit.test.topic")
    static class Costly {

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
        String past() {
            return "as it was";
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
