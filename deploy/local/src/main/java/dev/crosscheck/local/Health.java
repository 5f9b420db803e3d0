package dev.crosscheck.local;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;

/** Asks services how they are, at their management ports. */
final class Health {

    private static final Duration ASK_FOR = Duration.ofSeconds(2);
    private static final Duration ASK_AGAIN_AFTER = Duration.ofMillis(50);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(ASK_FOR).build();

    /** Whether the service says that it can do its work. */
    boolean isReady(int managementPort) {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + managementPort + "/health/readiness"))
                .timeout(ASK_FOR)
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /**
     * Returns when the service is ready.
     *
     * @throws IllegalStateException if its process ends, or it is not ready in time
     */
    void awaitReady(Child process, int managementPort, Duration within) {
        Instant latest = Instant.now().plus(within);
        while (!isReady(managementPort)) {
            if (!process.isAlive()) {
                throw new IllegalStateException(process.name() + ": ended while starting"
                        + (process.said("FlywayValidateException")
                                ? ": its database was made by another version (./dev down --wipe starts afresh;"
                                : " (expected: ready;")
                        + " see " + process.log() + ")");
            }
            if (Instant.now().isAfter(latest)) {
                throw new IllegalStateException(process.name() + ": not ready (expected: within " + within.toSeconds()
                        + " s; see " + process.log() + ")");
            }
            if (Thread.currentThread().isInterrupted()) {
                throw new IllegalStateException("interrupted while waiting for " + process.name());
            }
            LockSupport.parkNanos(ASK_AGAIN_AFTER.toNanos());
        }
    }
}
