package dev.crosscheck.publisher.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crosscheck.publisher.summary.Outcome;
import dev.crosscheck.publisher.summary.Outcomes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class BatchWatchTest {

    private static final Instant START = Instant.parse("2026-07-02T00:00:00Z");

    private Instant now = START;

    @Test
    void returnsWhenTheAnswersAddUp() {
        Outcomes last = await(4, 0, taken(1), taken(3), taken(4), taken(99));

        assertThat(last).isEqualTo(taken(4));
    }

    @Test
    void waitsForWhatSettlesByItself() {
        Outcomes last = await(4, 0, waiting(2, 2), waiting(3, 1), taken(4), taken(99));

        assertThat(last).isEqualTo(taken(4));
    }

    @Test
    void doesNotWaitForWhatNeedsAPerson() {
        Outcomes last = await(4, 1, waiting(3, 1), taken(99));

        assertThat(last).isEqualTo(waiting(3, 1));
        assertThat(now).isEqualTo(START);
    }

    @Test
    void givesUpOnWaitingOnesThatDoNotSettle() {
        Outcomes last = await(4, 0, waiting(3, 1));

        assertThat(last).isEqualTo(waiting(3, 1));
        assertThat(Duration.between(START, now)).isBetween(Duration.ofSeconds(3), Duration.ofSeconds(4));
    }

    @Test
    void returnsWhatIsKnownWhenTimeIsUp() {
        Outcomes last = await(4, 0, taken(1));

        assertThat(last).isEqualTo(taken(1));
        assertThat(Duration.between(START, now)).isBetween(Duration.ofSeconds(60), Duration.ofSeconds(61));
    }

    @Test
    void serviceThatIsAwayForAMomentIsAskedAgain() {
        Deque<Supplier<Outcomes>> answers =
                new ArrayDeque<>(List.of(away(), () -> taken(1), away(), away(), () -> taken(4)));

        assertThat(await(4, () -> answers.pop().get())).isEqualTo(taken(4));
    }

    /** It stays as it was, since nobody says otherwise. */
    @Test
    void whatWaitsHasNotSettledWhileTheServiceIsAway() {
        Instant back = START.plusSeconds(5);
        Deque<Outcomes> answers = new ArrayDeque<>(List.of(waiting(3, 1), waiting(3, 1), taken(4)));

        Outcomes last = await(4, () -> {
            if (now.isAfter(START) && now.isBefore(back)) {
                return away().get();
            }
            return answers.pop();
        });

        assertThat(last).isEqualTo(taken(4));
    }

    @Test
    void serviceThatStaysAwayIsGivenUp() {
        assertThatThrownBy(() -> await(4, away())).isInstanceOf(Interruption.class);

        assertThat(Duration.between(START, now)).isBetween(BatchWatch.AWAY_FOR, BatchWatch.AWAY_FOR.plusSeconds(1));
    }

    @Test
    void serviceThatRefusesIsNotAskedAgain() {
        Supplier<Outcomes> refused = () -> {
            throw new Interruption(Interruption.Kind.USAGE, "no");
        };

        assertThatThrownBy(() -> await(4, refused)).hasMessage("no");
        assertThat(now).isEqualTo(START);
    }

    private static Supplier<Outcomes> away() {
        return () -> {
            throw new Interruption(Interruption.Kind.UNREACHABLE, "away");
        };
    }

    private Outcomes await(long sent, Supplier<Outcomes> ask) {
        InstantSource time = () -> now;
        return new BatchWatch(time.withZone(ZoneOffset.UTC), pause -> now = now.plus(pause))
                .await(ask, sent, 0, START.plusSeconds(60), _ -> {});
    }

    /** @param answers one for each question; the last for all that follow */
    private Outcomes await(long sent, long waiting, Outcomes... answers) {
        Deque<Outcomes> left = new ArrayDeque<>(List.of(answers));
        InstantSource time = () -> now;
        return new BatchWatch(time.withZone(ZoneOffset.UTC), pause -> now = now.plus(pause))
                .await(() -> left.size() > 1 ? left.pop() : left.peek(), sent, waiting, START.plusSeconds(60), _ -> {});
    }

    private static Outcomes taken(long accepted) {
        return new Outcomes(Map.of(Outcome.ACCEPTED, accepted));
    }

    private static Outcomes waiting(long accepted, long waiting) {
        return new Outcomes(Map.of(Outcome.ACCEPTED, accepted, Outcome.WAITING, waiting));
    }
}
