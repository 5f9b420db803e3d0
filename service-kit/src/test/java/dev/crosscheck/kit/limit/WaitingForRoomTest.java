package dev.crosscheck.kit.limit;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.crosscheck.kit.Kit;
import dev.crosscheck.kit.limit.LimitsFilterTest.Costly;
import dev.crosscheck.local.test.TestInfrastructure;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Room for one, and whoever comes meanwhile waits. */
class WaitingForRoomTest {

    private static Kit kit;

    @BeforeAll
    static void start() {
        Map<String, Object> settings =
                new HashMap<>(TestInfrastructure.shared().tokens().properties());
        settings.put("crosscheck.limits.batch-at-once", 1);
        settings.put("crosscheck.limits.patience", "15s");
        kit = new Kit(true, TestInfrastructure.shared().kafka().bootstrapServers(), settings);
    }

    @AfterAll
    static void stop() {
        kit.close();
    }

    @Test
    void whoHasWaitedIsAnswered() throws IOException {
        try (Socket first = begun("first", "xx");
                Socket second = begunBehind("second", "xx")) {
            Costly.GO_ON.release(2);

            for (Socket socket : List.of(first, second)) {
                assertThat(new String(socket.getInputStream().readNBytes(12), US_ASCII))
                        .isEqualTo("HTTP/1.1 200");
            }
        }
        await().until(() -> gauge("crosscheck.http.under.way") == 0);
    }

    /** There is nobody to answer when his turn comes; the next one finds room. */
    @ParameterizedTest
    @ValueSource(strings = {"", "x", "xx"})
    void whoHangsUpWhileHeWaitsKeepsNoPlace(String sentOfTwo) throws IOException {
        try (Socket first = begun("first", "xx")) {
            begunBehind("gone", sentOfTwo).close();

            Costly.GO_ON.release();

            assertThat(new String(first.getInputStream().readNBytes(12), US_ASCII))
                    .isEqualTo("HTTP/1.1 200");
            await().until(() -> {
                Costly.GO_ON.release();
                return gauge("crosscheck.http.under.way") == 0 && gauge("crosscheck.http.awaiting") == 0;
            });
        }
        Costly.GO_ON.drainPermits();
    }

    private static Socket begunBehind(String name, String body) throws IOException {
        await().until(() -> gauge("crosscheck.http.under.way") == 1);
        Socket socket = begun(name, body);
        await().until(() -> gauge("crosscheck.http.awaiting") == 1);
        return socket;
    }

    private static double gauge(String name) {
        Gauge gauge = kit.context
                .getBean(MeterRegistry.class)
                .find(name)
                .tag("cost", "batch")
                .gauge();
        // It is there from the first request on.
        return gauge == null ? 0 : gauge.value();
    }

    /** A request with a body of two bytes, of which some are sent. */
    private static Socket begun(String name, String body) throws IOException {
        URI address =
                URI.create(kit.context.getBean(EmbeddedServer.class).getURL().toString());
        Socket socket = new Socket(address.getHost(), address.getPort());
        socket.setSoTimeout(30_000);
        String token = TestInfrastructure.shared().tokens().token(name, Duration.ofMinutes(5), List.of("publisher"));
        socket.getOutputStream().write(("""
            POST /costly/batch HTTP/1.1\r
            Host: localhost\r
            Content-Type: text/plain\r
            Content-Length: 2\r
            Authorization: Bearer %s\r
            \r
            %s""".formatted(token, body)).getBytes(US_ASCII));
        return socket;
    }
}
