package dev.crosscheck.publisher.send;

import dev.crosscheck.publisher.summary.Outcome;
import dev.crosscheck.publisher.summary.Outcomes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/** Waits until a service has taken every event of a batch, and until those that wait have settled. */
public final class BatchWatch {

    private static final Duration BETWEEN_QUESTIONS = Duration.ofMillis(200);

    /** Long enough for a model's state to travel from catalog to pricing, which makes prices known. */
    private static final Duration SETTLED_AFTER = Duration.ofSeconds(3);

    private final Clock clock;
    private final Pause pause;

    public BatchWatch() {
        this(Clock.systemUTC(), duration -> Thread.sleep(duration));
    }

    BatchWatch(Clock clock, Pause pause) {
        this.clock = clock;
        this.pause = pause;
    }

    /** Lets time pass. */
    interface Pause {
        void pause(Duration duration) throws InterruptedException;
    }

    /**
     * Asks until the answers add up.
     *
     * @param ask      what the service says of the batch
     * @param sent     how many events it was sent
     * @param waiting  how many are expected to wait for a person; more than these may settle by themselves
     * @param deadline when to give up
     * @param taken    told how many have been taken, each time it asks
     * @return what the service said last; its total is less than {@code sent} if time ran out
     */
    public Outcomes await(Supplier<Outcomes> ask, long sent, long waiting, Instant deadline, LongConsumer taken) {
        Outcomes last = ask.get();
        Instant unsettledSince = clock.instant();
        while (clock.instant().isBefore(deadline)) {
            taken.accept(last.total());
            boolean complete = last.total() >= sent;
            boolean quiet = !clock.instant().isBefore(unsettledSince.plus(SETTLED_AFTER));
            if (complete && (last.of(Outcome.WAITING) <= waiting || quiet)) {
                return last;
            }
            try {
                pause.pause(BETWEEN_QUESTIONS);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return last;
            }
            Outcomes now = ask.get();
            if (!now.equals(last)) {
                unsettledSince = clock.instant();
            }
            last = now;
        }
        taken.accept(last.total());
        return last;
    }
}
