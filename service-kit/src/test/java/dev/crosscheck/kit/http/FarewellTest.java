package dev.crosscheck.kit.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.crosscheck.kit.Kit;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FarewellTest {

    private final Kit kit = Kit.start(false);
    private Kit service;

    @BeforeEach
    void start() {
        kit.properties.put("crosscheck.http.farewell.quiet", "10ms");
        service = kit.again();
    }

    @AfterEach
    void stop() {
        service.close();
        kit.close();
    }

    @Test
    void connectionIsKeptUntilTheFarewellAndEndsWithTheRequestAfterIt() throws IOException {
        try (Connection client = new Connection(port())) {
            assertThat(client.headersOfAnswer()).doesNotContain("connection: close");
            assertThat(client.headersOfAnswer()).doesNotContain("connection: close");

            farewell().say();

            assertThat(client.headersOfAnswer()).contains("connection: close");
            assertThat(client.in.read()).isEqualTo(-1);
        }
    }

    /** A balancer may learn late that this replica is about to go. */
    @Test
    void whoeverComesAfterTheFarewellIsAnsweredOnce() throws IOException {
        farewell().say();

        try (Connection late = new Connection(port())) {
            assertThat(late.headersOfAnswer()).contains("connection: close");
        }
    }

    /** Probes and scrapes go on until the end; a service that waited for them would wait for as long as it may. */
    @Test
    void whoLooksAtHealthAndMetricsIsNotWaitedFor() throws IOException {
        try (Kit patient = patient(Map.of())) {
            Farewell farewell = patient.context.getBean(Farewell.class);
            long now = System.nanoTime();
            assertThat(patient.manage("/health/readiness").statusCode()).isEqualTo(200);
            assertThat(farewell.left(now, now)).isNotPositive();

            try (Connection client = new Connection(port(patient))) {
                client.headersOfAnswer();
            }

            assertThat(farewell.left(now, now)).isPositive();
        }
    }

    @Test
    void clientsAreWaitedForAtLeastAsLongAsIsSet() {
        try (Kit patient = patient(Map.of("crosscheck.http.farewell.at-least", "5s"))) {
            Farewell farewell = patient.context.getBean(Farewell.class);
            long now = System.nanoTime();

            assertThat(farewell.left(now, now)).isEqualTo(Duration.ofSeconds(5).toNanos());
            assertThat(farewell.left(now, now + Duration.ofSeconds(5).toNanos()))
                    .isZero();
        }
    }

    /** After an hour without a request, and no sooner, clients have left. */
    private Kit patient(Map<String, Object> settings) {
        kit.properties.put("crosscheck.http.farewell.quiet", "1h");
        kit.properties.put("crosscheck.http.farewell.within", "2h");
        kit.properties.putAll(settings);
        return kit.again();
    }

    @Test
    void serviceThatIsAboutToStopIsAliveAndNotReady() {
        assertThat(service.manage("/health/readiness").statusCode()).isEqualTo(200);

        farewell().say();

        assertThat(service.manage("/health/readiness").statusCode()).isEqualTo(503);
        assertThat(service.manage("/health/liveness").statusCode()).isEqualTo(200);
    }

    private Farewell farewell() {
        return service.context.getBean(Farewell.class);
    }

    private int port() {
        return port(service);
    }

    private static int port(Kit service) {
        return service.context.getBean(EmbeddedServer.class).getPort();
    }

    /** A kept connection of a client who trusts what answers say of it. */
    private static final class Connection implements AutoCloseable {

        private final Socket socket;
        private final BufferedReader in;

        Connection(int port) throws IOException {
            socket = new Socket("localhost", port);
            in = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
        }

        List<String> headersOfAnswer() throws IOException {
            socket.getOutputStream().write("GET /none HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(US_ASCII));
            assertThat(in.readLine()).startsWith("HTTP/1.1 404 ");
            List<String> headers = new ArrayList<>();
            for (String line = in.readLine(); !line.isEmpty(); line = in.readLine()) {
                headers.add(line.toLowerCase(Locale.ROOT));
            }
            int length = headers.stream()
                    .filter(header -> header.startsWith("content-length: "))
                    .mapToInt(header -> Integer.parseInt(header.substring("content-length: ".length())))
                    .findFirst()
                    .orElse(0);
            assertThat(in.skip(length)).isEqualTo(length);
            return headers;
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
