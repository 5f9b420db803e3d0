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

    /** As long as a service takes to be started anew. */
    static final Duration AWAY_FOR = Duration.ofSeconds(30);

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
     * @throws Interruption if the service has not answered for {@link #AWAY_FOR}
     */
    public Outcomes await(Supplier<Outcomes> ask, long sent, long waiting, Instant deadline, LongConsumer taken) {
        Patient service = new Patient(ask, deadline);
        Outcomes last = service.ask(Outcomes.NONE);
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
            Outcomes now = service.ask(last);
            // What nobody has been told of has not settled.
            if (service.isAway() || !now.equals(last)) {
                unsettledSince = clock.instant();
            }
            last = now;
        }
        taken.accept(last.total());
        return last;
    }

    /**
     * Asks a service that may be away for a moment. Everything is sent by now: to end would only mean that somebody has
     * to find out in another way what became of it.
     */
    private final class Patient {

        private final Supplier<Outcomes> ask;
        private final Instant deadline;
        private Instant answeredAt = clock.instant();
        private boolean away;

        Patient(Supplier<Outcomes> ask, Instant deadline) {
            this.ask = ask;
            this.deadline = deadline;
        }

        /** @return what the service says; if it does not answer, what it said last */
        Outcomes ask(Outcomes last) {
            try {
                Outcomes answer = ask.get();
                answeredAt = clock.instant();
                away = false;
                return answer;
            } catch (Interruption e) {
                Instant now = clock.instant();
                if (e.kind() != Interruption.Kind.UNREACHABLE
                        || !now.isBefore(deadline)
                        || !now.isBefore(answeredAt.plus(AWAY_FOR))) {
                    throw e;
                }
                away = true;
                return last;
            }
        }

        /** Whether it did not answer the last question. */
        boolean isAway() {
            return away;
        }
    }
}
