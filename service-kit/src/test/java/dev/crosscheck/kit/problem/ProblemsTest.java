package dev.crosscheck.kit.problem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crosscheck.kit.Kit;
import dev.crosscheck.kit.access.OpenTo;
import dev.crosscheck.kit.access.Role;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.runtime.server.EmbeddedServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.SQLTransientConnectionException;
import org.jooq.exception.DataAccessException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ProblemsTest {

    private static Kit kit;

    @BeforeAll
    static void start() {
        kit = Kit.start(true);
    }

    @AfterAll
    static void stop() {
        kit.close();
    }

    @Test
    void whatWentWrongOnOurSideIsNotTold() throws Exception {
        HttpResponse<String> answer = get("/troubled/bug");

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.headers().firstValue("content-type")).hasValue("application/problem+json");
        assertThat(answer.body())
                .contains("/problems/internal")
                .doesNotContain("secret", "Exception", "dev.crosscheck");
    }

    @Test
    void brokenStatementIsNotTold() throws Exception {
        HttpResponse<String> answer = get("/troubled/statement");

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).contains("/problems/internal").doesNotContain("secret", "SQL");
    }

    @Test
    void databaseThatIsAwayIsNotAvailableAtTheMoment() throws Exception {
        HttpResponse<String> answer = get("/troubled/away");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("retry-after")).hasValue("1");
        assertThat(answer.body()).contains("/problems/unavailable").doesNotContain("secret");
    }

    @Test
    void namedProblemIsToldAsItIs() throws Exception {
        HttpResponse<String> answer = get("/troubled/named");

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body())
                .contains("\"/problems/taken\"", "Taken already", "seat: 7 (expected: a free one)", "409");
    }

    @Test
    void healthAndMetricsStandOnAPortOfTheirOwn() throws Exception {
        assertThat(get("/health").statusCode()).isEqualTo(404);
        assertThat(get("/prometheus").statusCode()).isEqualTo(404);
    }

    private static HttpResponse<String> get(String path) throws Exception {
        URI uri = URI.create(kit.context.getBean(EmbeddedServer.class).getURL() + path);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }

    @Controller("/troubled")
    @Requires(property = "kit.test.topic")
    static class Troubled {

        @Get("/bug")
        @OpenTo(Role.ANYONE)
        String bug() {
            throw new IllegalStateException("secret");
        }

        @Get("/statement")
        @OpenTo(Role.ANYONE)
        String statement() {
            throw new DataAccessException("SQL [select secret]");
        }

        @Get("/away")
        @OpenTo(Role.ANYONE)
        String away() {
            throw new DataAccessException("secret", new SQLTransientConnectionException("secret"));
        }

        @Get("/named")
        @OpenTo(Role.ANYONE)
        String named() {
            throw new ProblemException(
                    URI.create("/problems/taken"),
                    "Taken already",
                    HttpStatus.CONFLICT,
                    "seat: 7 (expected: a free one)");
        }
    }
}
