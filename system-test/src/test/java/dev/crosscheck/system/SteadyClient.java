package dev.crosscheck.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Sends requests over one kept connection, each when the one before is answered. It trusts what it is told: an answer
 * that does not say {@code Connection: close} promises that there is a next one, and no request is sent twice.
 */
final class SteadyClient implements AutoCloseable {

    private static final int FAILURES_KEPT = 20;

    /** A request as it goes over the connection. */
    record Request(String target, String text) {

        static Request get(String path, String accept) {
            return of("GET " + path, "Accept: " + accept + "\r\n", "");
        }

        /** @param authorization what the service knows the client by */
        static Request post(String path, String authorization, String type, String body) {
            return of(
                    "POST " + path,
                    "Authorization: " + authorization + "\r\nContent-Type: " + type + "\r\nContent-Length: "
                            + body.getBytes(UTF_8).length + "\r\n",
                    body);
        }

        private static Request of(String target, String headers, String body) {
            return new Request(target, target + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n" + body);
        }
    }

    private final int port;
    private final Supplier<Request> requests;
    private final AtomicLong answered = new AtomicLong();
    private final AtomicLong connections = new AtomicLong();
    private final List<String> failed = Collections.synchronizedList(new ArrayList<>());
    private final Thread thread;
    private volatile boolean closing;

    /** @param requests what to ask for next */
    SteadyClient(int port, Supplier<Request> requests) {
        this.port = port;
        this.requests = requests;
        this.thread = Thread.ofVirtual().start(this::run);
    }

    private void run() {
        while (!closing && failed.size() < FAILURES_KEPT) {
            try (Socket socket = new Socket("127.0.0.1", port)) {
                socket.setTcpNoDelay(true);
                socket.setSoTimeout((int) CrosscheckSystem.PATIENCE.toMillis());
                connections.incrementAndGet();
                InputStream in = new BufferedInputStream(socket.getInputStream());
                boolean kept = true;
                while (kept && !closing) {
                    kept = ask(socket, in, requests.get());
                }
            } catch (IOException e) {
                failed.add("connection " + connections.get() + ": " + e);
            }
        }
    }

    /** @return whether the connection can be used once more */
    private boolean ask(Socket socket, InputStream in, Request request) throws IOException {
        try {
            socket.getOutputStream().write(request.text().getBytes(UTF_8));
            String status = line(in);
            long length = -1;
            boolean kept = true;
            for (String header = line(in); !header.isEmpty(); header = line(in)) {
                String lower = header.toLowerCase(Locale.ROOT);
                if (lower.startsWith("content-length:")) {
                    length = Long.parseLong(
                            lower.substring(lower.indexOf(':') + 1).strip());
                }
                kept &= !lower.equals("connection: close");
            }
            in.skipNBytes(length);
            if (status.startsWith("HTTP/1.1 200 ")) {
                answered.incrementAndGet();
            } else {
                failed.add(request.target() + ": " + status);
            }
            return kept;
        } catch (IOException e) {
            throw new IOException(request.target() + ": " + e.getMessage() + " (expected: an answer)", e);
        }
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the connection was closed after \"" + line + '"');
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    /** Returns when some more answers have come. */
    void awaitMore(int answers) {
        long then = answered.get() + answers;
        await("answers").atMost(CrosscheckSystem.PATIENCE).until(() -> answered.get() >= then || isGivenUp());
    }

    private boolean isGivenUp() {
        return failed.size() >= FAILURES_KEPT;
    }

    /** Every request was answered as it should be; connections changed as often as replicas did, or more. */
    void assertNothingFailed(int atLeastConnections) {
        assertThat(List.copyOf(failed))
                .as("failed of " + answered + " requests")
                .isEmpty();
        assertThat(connections.get()).isGreaterThanOrEqualTo(atLeastConnections);
    }

    @Override
    public void close() {
        closing = true;
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
