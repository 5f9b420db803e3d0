package dev.crosscheck.publisher.send;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ServiceClientTest {

    private static final byte[] ANSWER =
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}"
                    .getBytes(UTF_8);

    private final AtomicInteger requests = new AtomicInteger();
    private ServerSocket server;

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void requestWhoseConnectionIsClosedWithoutAnAnswerIsSentAgain() {
        answerAfterCuttingOff(1);

        assertThat(client().post("/v1/previews", "application/json", "[]".getBytes(UTF_8)))
                .isEmpty();

        assertThat(requests).hasValue(2);
    }

    @Test
    void serviceThatAlwaysClosesIsToldOfAfterThreeTries() {
        answerAfterCuttingOff(Integer.MAX_VALUE);

        assertThatThrownBy(() -> client().post("/v1/previews", "application/json", "[]".getBytes(UTF_8)))
                .isInstanceOf(Interruption.class)
                .hasMessageStartingWith("pricing: ")
                .hasMessageContaining("(expected: an answer at http://127.0.0.1:");

        assertThat(requests).hasValue(3);
    }

    private ServiceClient client() {
        return new ServiceClient(
                "pricing",
                URI.create("http://127.0.0.1:" + server.getLocalPort()),
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build(),
                new Credentials.None());
    }

    /** Reads each request to its end, and closes the first connections without a word. */
    private void answerAfterCuttingOff(int first) {
        Thread.ofVirtual().start(() -> {
            while (!server.isClosed()) {
                try (Socket connection = server.accept()) {
                    BufferedReader request =
                            new BufferedReader(new InputStreamReader(connection.getInputStream(), UTF_8));
                    while (!request.readLine().isEmpty()) {
                        // The head.
                    }
                    request.read(new char["[]".length()]);
                    if (requests.incrementAndGet() > first) {
                        connection.getOutputStream().write(ANSWER);
                    }
                } catch (IOException _) {
                    // The test has ended.
                }
            }
        });
    }
}
