package dev.crosscheck.measure;

import dev.crosscheck.local.RunningSystem;
import dev.crosscheck.local.Service;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;

/** From an event's publication until a page over HTTP shows it, beside the bare loop. */
final class Visibility {

    private static final Duration SEEN_WITHIN = Duration.ofSeconds(30);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final RunningSystem system;
    private final Load load;

    Visibility(RunningSystem system, Load load) {
        this.system = system;
        this.load = load;
    }

    /** Milliseconds: the 50th and 99th percentile of each round. */
    record Result(Series bareP50, Series bareP99, Series systemP50, Series systemP99, Series askingP50) {}

    Result measure(Measure.Scale scale) throws SQLException, IOException, InterruptedException {
        double[] bareP50 = new double[scale.rounds()];
        double[] bareP99 = new double[scale.rounds()];
        double[] systemP50 = new double[scale.rounds()];
        double[] systemP99 = new double[scale.rounds()];
        double[] asking = new double[scale.rounds()];
        try (BareLoop loop = new BareLoop(system)) {
            bareRound(loop, scale.warmUp());
            systemRound(scale, scale.warmUp());
            for (int round = 0; round < scale.rounds(); round++) {
                Series bare = bareRound(loop, scale.eventsInRound());
                Series seen = systemRound(scale, scale.eventsInRound());
                bareP50[round] = bare.median();
                bareP99[round] = bare.percentile(99);
                systemP50[round] = seen.median();
                systemP99[round] = seen.percentile(99);
                asking[round] = askingRound(scale.eventsInRound()).median();
                System.out.printf(
                        Locale.ROOT,
                        "round %d: bare loop p50 %.2f ms p99 %.2f ms, event to page p50 %.2f ms p99 %.2f ms%n",
                        round + 1,
                        bareP50[round],
                        bareP99[round],
                        systemP50[round],
                        systemP99[round]);
            }
        }
        return new Result(
                new Series(bareP50),
                new Series(bareP99),
                new Series(systemP50),
                new Series(systemP99),
                new Series(asking));
    }

    private static Series bareRound(BareLoop loop, int events) {
        double[] millis = new double[events];
        for (int i = 0; i < events; i++) {
            millis[i] = loop.once("value " + System.nanoTime());
        }
        return new Series(millis);
    }

    /** The pages behind a change are stored before the next is sent, so that each event is measured alone. */
    private Series systemRound(Measure.Scale scale, int events) throws IOException, InterruptedException {
        double[] millis = new double[events];
        for (int i = 0; i < events; i++) {
            int model = i % (scale.models() - 1);
            HttpRequest page = page(model, model + 1);
            load.awaitSettled();
            long start = System.nanoTime();
            String price = load.publishPrice(model, 0);
            awaitShown(page, price, start);
            millis[i] = (System.nanoTime() - start) / 1e6;
        }
        return new Series(millis);
    }

    /** What asking alone costs: the same request when there is nothing to wait for. */
    private Series askingRound(int requests) throws IOException, InterruptedException {
        double[] millis = new double[requests];
        HttpRequest page = page(0, 1);
        for (int i = 0; i < requests; i++) {
            long start = System.nanoTime();
            http.send(page, HttpResponse.BodyHandlers.ofString());
            millis[i] = (System.nanoTime() - start) / 1e6;
        }
        return new Series(millis);
    }

    private void awaitShown(HttpRequest page, String price, long start) throws IOException, InterruptedException {
        String body;
        do {
            body = http.send(page, HttpResponse.BodyHandlers.ofString()).body();
            if (System.nanoTime() - start > SEEN_WITHIN.toNanos()) {
                throw new IllegalStateException(page.uri() + ": does not show " + price + " (expected: within "
                        + SEEN_WITHIN.toSeconds() + " s)");
            }
        } while (!body.contains(price));
    }

    private HttpRequest page(int first, int second) {
        URI uri = system.uri(Service.COMPARISON)
                .resolve("/v1/comparisons/" + Load.model(first) + "/" + Load.model(second));
        return HttpRequest.newBuilder(uri).timeout(SEEN_WITHIN).build();
    }
}
