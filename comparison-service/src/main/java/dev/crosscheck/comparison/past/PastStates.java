package dev.crosscheck.comparison.past;

import dev.crosscheck.comparison.page.PastMoment;
import dev.crosscheck.event.EventJson;
import dev.crosscheck.event.InvalidEventException;
import dev.crosscheck.event.catalog.ModelState;
import dev.crosscheck.event.pricing.PriceSheet;
import dev.crosscheck.kit.problem.Problem;
import dev.crosscheck.kit.problem.ProblemException;
import io.micronaut.http.HttpStatus;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the services that keep the histories for states of the past, over HTTP. */
@Singleton
final class PastStates implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PastStates.class);

    /** A state on its topic is at most a million bytes; one of the past is no larger. */
    private static final long MAX_BYTES = 4_000_000;

    private static final int OK = 200;
    private static final int NOT_FOUND = 404;

    private final PastConfig config;
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(2))
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    PastStates(PastConfig config) {
        this.config = config;
    }

    /** What a service answered. */
    sealed interface Answer<T> {

        record Known<T>(T state) implements Answer<T> {}

        /**
         * Nothing was known then.
         *
         * @param detail since when there is something, in the service's words
         */
        record Unknown<T>(String detail) implements Answer<T> {}
    }

    CompletableFuture<Answer<ModelState>> catalog(String model, PastMoment moment) {
        return ask(config.catalog(), "/v1/models/" + model, moment, ModelState.class);
    }

    CompletableFuture<Answer<PriceSheet>> prices(String model, PastMoment moment) {
        return ask(config.pricing(), "/v1/price-sheets/" + model, moment, PriceSheet.class);
    }

    /** The answer, or the 503 that stands for a service that is away. */
    static <T> Answer<T> await(CompletableFuture<Answer<T>> asked) {
        try {
            return asked.join();
        } catch (CompletionException e) {
            LOG.atWarn()
                    .addKeyValue("because", String.valueOf(e.getCause()))
                    .log("Could not ask for a state of the past");
            throw away();
        }
    }

    static ProblemException away() {
        return new ProblemException(
                URI.create("/problems/unavailable"),
                "Not available at the moment",
                HttpStatus.SERVICE_UNAVAILABLE,
                "history: no answer (expected: one of the service that keeps it)");
    }

    private <T> CompletableFuture<Answer<T>> ask(URI service, String path, PastMoment moment, Class<T> type) {
        HttpRequest request = HttpRequest.newBuilder(service.resolve(path + "?" + moment.query()))
                .timeout(config.patience())
                .header("accept", "application/json")
                .build();
        return http.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_BYTES))
                .thenApply(response -> read(response, type));
    }

    private static <T> Answer<T> read(HttpResponse<byte[]> response, Class<T> type) {
        return switch (response.statusCode()) {
            case OK -> new Answer.Known<>(EventJson.read(response.body(), type));
            case NOT_FOUND -> new Answer.Unknown<>(detail(response.body()));
            default ->
                throw new IllegalStateException(
                        response.uri() + ": " + response.statusCode() + " (expected: " + OK + " or " + NOT_FOUND + ")");
        };
    }

    private static String detail(byte[] problem) {
        try {
            return EventJson.read(problem, Problem.class).detail();
        } catch (InvalidEventException e) {
            throw new IllegalStateException("problem: " + e.getMessage() + " (expected: a problem document)", e);
        }
    }

    @Override
    @PreDestroy
    public void close() {
        http.shutdownNow();
    }
}
