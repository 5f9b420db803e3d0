package dev.crosscheck.kit.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.crosscheck.kit.Kit;
import dev.crosscheck.kit.header.SafeAnswers;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers to requests that get to no route, some of them before anything of ours is asked. */
class SafeHeadersTest {

    private static Kit kit;

    @BeforeAll
    static void start() {
        kit = Kit.start(true);
    }

    @AfterAll
    static void stop() {
        kit.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET /none HTTP/1.1                                            | 404",
                "DELETE /v1/dead-letters HTTP/1.1                              | 405",
                "OPTIONS / HTTP/1.1                                            | 404",
                "GET /v1/dead-letters HTTP/1.1                                 | 401",
                "GET /v1/dead-letters HTTP/1.1~Authorization: Bearer wrong     | 401",
                "GET /%zz HTTP/1.1                                             | 400",
                "GET /a^b HTTP/1.1                                             | 400",
                "POST /v1/dead-letters HTTP/1.1~Content-Length: 99999999       | 405",
                "POST /v1/dead-letters HTTP/1.1~Content-Length: many           | 400",
            })
    void everyAnswerTellsBrowsersToTakeCare(String request, int status) throws IOException {
        List<String> headers = headersOf(request.replace("~", "\r\n"));

        assertThat(headers.getFirst()).startsWith("HTTP/1.1 " + status);
        SafeAnswers.ALL.forEach((name, value) -> assertThat(headers).contains(name + ": " + value));
        assertThat(headers).contains("Cache-Control: no-store");
    }

    private static List<String> headersOf(String request) throws IOException {
        int port = kit.context.getBean(EmbeddedServer.class).getPort();
        try (Socket socket = new Socket("localhost", port)) {
            socket.getOutputStream().write((request + "\r\nHost: localhost\r\n\r\n").getBytes(US_ASCII));
            BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
            List<String> headers = new ArrayList<>();
            for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
                headers.add(line);
            }
            return headers;
        }
    }
}
