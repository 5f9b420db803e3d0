package dev.crosscheck.measure;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BareServerTest {

    private static final Answer PAGE =
            new Answer("/v1/comparisons/a/b", Map.of("etag", "\"tag\"", "content-type", "application/json"), body());

    @Test
    void recordedAnswersComeBackToTheByte() throws IOException {
        try (BareServerProcess server = BareServerProcess.fromMemory(List.of(PAGE));
                HttpConnection connection = HttpConnection.to(server.port())) {
            ByteArrayOutputStream body = new ByteArrayOutputStream();

            AnswerHead whole = connection.askFor(request(), body);
            assertThat(whole).isEqualTo(new AnswerHead(200, PAGE.body().length, "\"tag\""));
            assertThat(body.toByteArray()).isEqualTo(PAGE.body());

            AnswerHead held = connection.askFor(request("If-None-Match", "\"tag\""), body);
            assertThat(held).isEqualTo(new AnswerHead(304, 0, "\"tag\""));
            assertThat(body.size()).isZero();

            assertThat(connection
                            .ask(HttpLoad.get("/elsewhere").getBytes(US_ASCII))
                            .status())
                    .isEqualTo(404);
        }
    }

    @Test
    void loadCountsAnswersAndLatencies() throws IOException, InterruptedException {
        try (BareServerProcess server = BareServerProcess.fromMemory(List.of(PAGE));
                HttpLoad load = new HttpLoad(server.port(), 200, List.of(HttpLoad.get(PAGE.target())))) {
            assertThat(load.asFastAsAnswered(Duration.ofMillis(100))).isPositive();
            // So many are due in that time, however fast they are answered.
            assertThat(load.atRate(1_000, Duration.ofMillis(100)).count()).isEqualTo(100);
        }
    }

    private static byte[] request(String... headers) {
        return HttpLoad.get(PAGE.target(), headers).getBytes(US_ASCII);
    }

    /** Longer than one read of a socket. */
    private static byte[] body() {
        return "{\"a\":1}".repeat(30_000).getBytes(UTF_8);
    }
}
