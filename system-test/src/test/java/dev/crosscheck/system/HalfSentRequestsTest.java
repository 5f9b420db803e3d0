package dev.crosscheck.system;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.crosscheck.local.Service;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Many clients who begin a request and never end it keep nobody else from being served. */
class HalfSentRequestsTest {

    private static final int CLIENTS_OF_EACH = 300;
    private static final CrosscheckSystem SYSTEM = CrosscheckSystem.shared();

    @Test
    void halfSentRequestsAreClosedWhileOthersAreServed() throws IOException {
        List<Socket> clients = new ArrayList<>();
        try {
            for (Service service : Service.values()) {
                for (int i = 0; i < CLIENTS_OF_EACH; i++) {
                    clients.add(begin(SYSTEM.reach().uri(service), i % 2 == 0));
                }
            }

            othersAreServed();
            for (Socket client : clients) {
                assertThat(isClosedByTheOtherSide(client)).isTrue();
            }
            othersAreServed();
        } finally {
            for (Socket client : clients) {
                client.close();
            }
        }
    }

    private static void othersAreServed() {
        for (Service service : Service.values()) {
            assertThat(SYSTEM.site()
                            .get(service, path(service), "application/json")
                            .status())
                    .isEqualTo(200);
        }
    }

    /** Half of them stop within the headers, half within the body. */
    private static Socket begin(URI address, boolean withinHeaders) throws IOException {
        Socket client = new Socket(address.getHost(), address.getPort());
        client.setSoTimeout((int) CrosscheckSystem.PATIENCE.toMillis());
        String request = "POST /v1/updates HTTP/1.1\r\nHost: localhost\r\n"
                + "Authorization: " + SYSTEM.site().authorization("publisher") + "\r\n"
                + "Content-Type: application/cloudevents-batch+json\r\n"
                + (withinHeaders ? "Content-Len" : "Content-Length: 1000\r\n\r\n[{");
        client.getOutputStream().write(request.getBytes(US_ASCII));
        client.getOutputStream().flush();
        return client;
    }

    /** Waits for it; an answer that comes before the end is read and left aside. */
    private static boolean isClosedByTheOtherSide(Socket client) throws IOException {
        byte[] answer = new byte[8_192];
        try {
            for (int reads = 0; reads < 100; reads++) {
                if (client.getInputStream().read(answer) < 0) {
                    return true;
                }
            }
            return false;
        } catch (SocketException _) {
            // Closed with bytes of ours unread.
            return true;
        }
    }

    private static String path(Service service) {
        return switch (service) {
            case CATALOG -> "/v1/models";
            case PRICING -> "/v1/providers";
            case COMPARISON -> "/v1/models";
        };
    }
}
