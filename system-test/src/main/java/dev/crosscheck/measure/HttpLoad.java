package dev.crosscheck.measure;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends prepared GETs over a few kept connections, each on its own thread, and reads every answer to its end.
 *
 * <p>Plain sockets: on two cores whoever asks takes from whoever answers, so asking has to be cheap.
 */
final class HttpLoad implements AutoCloseable {

    /** How many connections ask at once. */
    static final int CONNECTIONS = 8;

    private final int status;
    private final byte[][] requests;
    private final List<Client> clients = new ArrayList<>();
    private final ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS);

    /**
     * @param port     at 127.0.0.1
     * @param status   that every answer has to have
     * @param requests whole requests, asked in turn
     */
    HttpLoad(int port, int status, List<String> requests) throws IOException {
        this.status = status;
        this.requests =
                requests.stream().map(request -> request.getBytes(US_ASCII)).toArray(byte[][]::new);
        for (int i = 0; i < CONNECTIONS; i++) {
            clients.add(new Client(HttpConnection.to(port), i * this.requests.length / CONNECTIONS));
        }
    }

    /** A GET in the form that goes over the wire. */
    static String get(String target, String... headers) {
        StringBuilder request = new StringBuilder("GET " + target + " HTTP/1.1\r\nHost: 127.0.0.1\r\n");
        for (int i = 0; i < headers.length; i += 2) {
            request.append(headers[i]).append(": ").append(headers[i + 1]).append("\r\n");
        }
        return request.append("\r\n").toString();
    }

    /** Asks as fast as it is answered. @return answers a second */
    double asFastAsAnswered(Duration duration) throws InterruptedException {
        long start = System.nanoTime();
        long end = start + duration.toNanos();
        List<Future<Long>> answered = new ArrayList<>();
        for (Client client : clients) {
            answered.add(threads.submit(() -> client.askUntil(end)));
        }
        long answers = 0;
        for (Future<Long> one : answered) {
            answers += get(one);
        }
        return answers / ((System.nanoTime() - start) / 1e9);
    }

    /**
     * Asks at a steady rate, however long answers take. A latency counts from the moment when the request was due, so
     * that a server that stalls is charged for all who would have waited.
     *
     * @param rate requests a second over all connections
     */
    Latencies atRate(double rate, Duration duration) throws InterruptedException {
        long start = System.nanoTime();
        double between = 1e9 / rate;
        List<Future<Latencies>> measured = new ArrayList<>();
        for (int i = 0; i < clients.size(); i++) {
            Client client = clients.get(i);
            int first = i;
            measured.add(threads.submit(() -> client.askOnTime(start, first, between, start + duration.toNanos())));
        }
        Latencies latencies = new Latencies();
        for (Future<Latencies> one : measured) {
            latencies.add(get(one));
        }
        return latencies;
    }

    private static <T> T get(Future<T> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException exception) {
            throw new IllegalStateException("requests: " + exception.getMessage(), exception);
        }
    }

    @Override
    public void close() throws IOException {
        threads.shutdownNow();
        for (Client client : clients) {
            client.connection.close();
        }
    }

    private final class Client {

        private final HttpConnection connection;
        private int next;

        Client(HttpConnection connection, int first) {
            this.connection = connection;
            this.next = first;
        }

        long askUntil(long end) throws IOException {
            long answers = 0;
            while (System.nanoTime() < end) {
                ask();
                answers++;
            }
            return answers;
        }

        Latencies askOnTime(long start, int first, double between, long end) throws IOException {
            Latencies latencies = new Latencies();
            for (long turn = first; ; turn += CONNECTIONS) {
                long due = start + (long) (turn * between);
                if (due >= end) {
                    return latencies;
                }
                for (long now = System.nanoTime(); now < due; now = System.nanoTime()) {
                    LockSupport.parkNanos(due - now);
                }
                ask();
                latencies.add(System.nanoTime() - due);
            }
        }

        private void ask() throws IOException {
            int answered = connection.ask(requests[next]).status();
            next = (next + 1) % requests.length;
            if (answered != status) {
                throw new IOException("status: " + answered + " (expected: " + status + ")");
            }
        }
    }
}
