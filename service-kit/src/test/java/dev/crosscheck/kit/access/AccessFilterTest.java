package dev.crosscheck.kit.access;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.crosscheck.kit.Kit;
import dev.crosscheck.local.test.TestInfrastructure;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.runtime.server.EmbeddedServer;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Closed is what does not say that it is open. */
class AccessFilterTest {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static Kit kit;

    @BeforeAll
    static void start() {
        kit = new Kit(
                true,
                TestInfrastructure.shared().kafka().bootstrapServers(),
                TestInfrastructure.shared().tokens().properties());
    }

    @AfterAll
    static void stop() {
        kit.close();
    }

    @Test
    void routeThatSaysNothingIsOpenToNobody() throws Exception {
        assertThat(get("/doors/forgotten").statusCode()).isEqualTo(401);
        assertThat(get("/doors/forgotten", "reader", "publisher", "operator").statusCode())
                .isEqualTo(403);
    }

    @Test
    void routeIsOpenToWhomItNames() throws Exception {
        assertThat(get("/doors/open").body()).isEqualTo("nobody in particular");
        assertThat(get("/doors/open", "reader").body()).isEqualTo("nobody in particular");
        assertThat(get("/doors/either", "reader").body()).isEqualTo("test");
        assertThat(get("/doors/either", "publisher").body()).isEqualTo("test");
    }

    @Test
    void whoIsNotKnownIsToldHowToBe() throws Exception {
        HttpResponse<String> answer = get("/doors/either");

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().allValues("www-authenticate")).containsExactly("Bearer realm=\"crosscheck\"");
        assertThat(answer.headers().firstValue("content-type")).hasValue("application/problem+json");
        assertThat(answer.headers().firstValue("x-content-type-options")).hasValue("nosniff");
        assertThat(answer.body()).contains("/problems/unauthorized");
    }

    @Test
    void whoIsKnownAndNotAllowedIsToldWhichRolesAre() throws Exception {
        HttpResponse<String> answer = get("/doors/either", "operator");

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.headers().firstValue("www-authenticate").orElseThrow())
                .contains("insufficient_scope");
        assertThat(answer.body()).contains("/problems/forbidden", "roles: operator (expected: reader or publisher)");
    }

    /** The framework's own figures have none of them. */
    @Test
    void whoIsTurnedAwayIsCounted() throws Exception {
        get("/doors/open");
        double unknown = turnedAway("401");
        double notInRole = turnedAway("403");

        get("/doors/either");
        get("/doors/either", "operator");
        get("/doors/either", "operator");
        get("/doors/either", "reader");

        assertThat(turnedAway("401") - unknown).isEqualTo(1);
        assertThat(turnedAway("403") - notInRole).isEqualTo(2);
    }

    private static double turnedAway(String status) {
        return kit.context
                .getBean(MeterRegistry.class)
                .get("crosscheck.http.turned.away")
                .tag("status", status)
                .counter()
                .count();
    }

    @Test
    void whatNoRouteReadsIsRefusedBeforeAnybodyLooksAtATokenForIt() throws Exception {
        assertThat(send(request("/doors/read")
                                .header("Content-Type", "text/plain")
                                .POST(BodyPublishers.ofString("text"))
                                .build())
                        .statusCode())
                .isEqualTo(415);
        assertThat(send(request("/doors/either").header("Accept", "image/png").build())
                        .statusCode())
                .isEqualTo(406);
        assertThat(send(request("/doors/either").DELETE().build()).statusCode()).isEqualTo(405);
        assertThat(get("/doors/none").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic YWRhOmFkYQ==", "Bearer", "Bearer ", "Bearer abc", "abc", "Bearer a.b.c"})
    void whatIsNoTokenIsNotTold(String authorization) throws Exception {
        HttpResponse<String> answer = send(
                request("/doors/either").header("Authorization", authorization).build());

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("www-authenticate").orElseThrow())
                .contains("invalid_token");
        assertThat(answer.body()).doesNotContain("abc", "nimbus", "Exception");
    }

    @Test
    void whoIsTurnedAwayIsTurnedAwayUnread() throws Exception {
        try (Socket client = new Socket(
                "localhost", kit.context.getBean(EmbeddedServer.class).getPort())) {
            client.setSoTimeout(60_000);
            String head = "POST /doors/read HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                    + "Content-Length: 4000000\r\n\r\n";
            client.getOutputStream().write(head.getBytes(US_ASCII));

            // Nothing of the body is ever sent.
            assertThat(new String(client.getInputStream().readNBytes(12), US_ASCII))
                    .isEqualTo("HTTP/1.1 401");
        }
    }

    @Test
    void whatIsNotThereIsNotThereForAnybody() throws Exception {
        assertThat(get("/doors/nowhere").statusCode()).isEqualTo(404);
        assertThat(send(request("/doors/open").POST(BodyPublishers.noBody()).build())
                        .statusCode())
                .isEqualTo(405);
    }

    private static HttpResponse<String> get(String path, String... roles) throws Exception {
        java.net.http.HttpRequest.Builder request = request(path);
        if (roles.length > 0) {
            request.header("Authorization", TestInfrastructure.shared().authorization(roles));
        }
        return send(request.build());
    }

    private static java.net.http.HttpRequest.Builder request(String path) {
        return java.net.http.HttpRequest.newBuilder(
                URI.create(kit.context.getBean(EmbeddedServer.class).getURL() + path));
    }

    private static HttpResponse<String> send(java.net.http.HttpRequest request) throws Exception {
        return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    }

    @Controller("/doors")
    @Requires(property = "kit.test.topic")
    static class Doors {

        @Get("/forgotten")
        String forgotten() {
            return "never";
        }

        @Get("/open")
        @OpenTo(Role.ANYONE)
        String open(HttpRequest<?> request) {
            return name(request);
        }

        @Get("/either")
        @OpenTo({Role.READER, Role.PUBLISHER})
        String either(HttpRequest<?> request) {
            return name(request);
        }

        @Post("/read")
        @OpenTo(Role.PUBLISHER)
        String read(@Body byte[] body) {
            return body.length + " bytes";
        }

        private static String name(HttpRequest<?> request) {
            return Caller.of(request).map(Caller::name).orElse("nobody in particular");
        }
    }
}
