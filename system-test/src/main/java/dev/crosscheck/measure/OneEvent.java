package dev.crosscheck.measure;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.crosscheck.local.Service;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Follows one new price from its publication to a page over HTTP, and until all stored pages of its model show it.
 *
 * <p>It asks as a client that holds the page does, with {@code If-None-Match}, and not before an event can be there, so
 * that asking burdens the machine little.
 */
final class OneEvent implements AutoCloseable {

    /** Between one answer and the next question; what is measured is too large by half of it on average. */
    static final Duration PAUSE = Duration.ofNanos(250_000);

    private static final Duration WARM_WITHIN = Duration.ofSeconds(75);

    /** So few that their pages do not keep the machine from the events. */
    private static final int WARM_MODELS = 4;

    /** Nobody asks before so much of the shortest time seen has passed: asking takes the processors from the event. */
    private static final double QUIET_SHARE = 0.7;

    private static final Duration SEEN_WITHIN = Duration.ofSeconds(60);

    private final MeasuredSystem system;
    private final HttpConnection connection;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private long shortest;

    OneEvent(MeasuredSystem system) throws IOException {
        this.system = system;
        this.connection =
                HttpConnection.to(system.processes().uri(Service.COMPARISON).getPort());
    }

    /**
     * Nanoseconds from the publication.
     *
     * @param visible until a page over HTTP showed it
     * @param stored  until no stored page was older
     */
    record Times(long visible, long stored) {}

    /** Publishes a price and asks for a page of the model, again and again, until it shows it. @return nanoseconds */
    long untilVisible(int model) throws IOException {
        return follow(model).nanos();
    }

    /** One event that a page has shown: its price, and when it was published as {@link System#nanoTime} has it. */
    record Shown(String price, long published, long nanos) {}

    /** The same, and says which event it was. */
    Shown follow(int model) throws IOException {
        String target = system.page(model).getPath();
        String tag = connection.ask(request(target, "")).tag();
        byte[] question = request(target, tag);
        long start = System.nanoTime();
        String price = system.publishChange(model);
        long quiet = (long) (QUIET_SHARE * shortest);
        LockSupport.parkNanos(quiet);
        boolean atFirst = true;
        while (!isShown(question, price)) {
            atFirst = false;
            if (System.nanoTime() - start > SEEN_WITHIN.toNanos()) {
                throw new IllegalStateException(
                        target + ": does not show " + price + " (expected: within " + SEEN_WITHIN.toSeconds() + " s)");
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        long took = System.nanoTime() - start;
        // Shown at the first question, it may have been there long before: the next question comes sooner.
        shortest = atFirst ? shortest / 2 : shortest == 0 ? took : Math.min(shortest, took);
        return new Shown(price, start, took);
    }

    /**
     * Sends events through one after another, each as soon as the one before is visible: a service that has run for an
     * hour has compiled what an event goes through, and one that was just started has not.
     */
    void warmUp(int events) throws IOException {
        for (Rounds rounds = new Rounds(events, WARM_WITHIN); rounds.next(); ) {
            untilVisible(rounds.number() % Math.min(system.models(), WARM_MODELS));
        }
        system.awaitSettled();
    }

    /** The same, and waits for the stored pages. */
    Times untilStored(int model) throws IOException {
        long start = System.nanoTime();
        long visible = untilVisible(model);
        // What is visible was committed together with its mark: no mark left means that the pages are stored.
        system.backlog().awaitRefreshed(system.sql());
        return new Times(visible, System.nanoTime() - start);
    }

    /** How long one question takes when there is nothing to wait for; nanoseconds. */
    long asking(int model) throws IOException {
        String target = system.page(model).getPath();
        byte[] question = request(target, connection.ask(request(target, "")).tag());
        long start = System.nanoTime();
        connection.ask(question);
        return System.nanoTime() - start;
    }

    private boolean isShown(byte[] question, String price) throws IOException {
        return connection.askFor(question, body).status() == 200
                && body.toString(UTF_8).contains(price);
    }

    private static byte[] request(String target, String tag) {
        String request = tag.isEmpty()
                ? HttpLoad.get(target, "Accept", "application/json")
                : HttpLoad.get(target, "Accept", "application/json", "If-None-Match", tag);
        return request.getBytes(US_ASCII);
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
