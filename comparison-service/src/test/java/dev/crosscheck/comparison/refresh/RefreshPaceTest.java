package dev.crosscheck.comparison.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crosscheck.comparison.refresh.RefreshPace.Marked;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RefreshPaceTest {

    private static final Instant NOON = Instant.parse("2026-11-02T12:00:00Z");

    private final RefreshPace pace = new RefreshPace(new RefreshConfig(
            true,
            1000,
            1000,
            Duration.ofMillis(50),
            Duration.ofSeconds(5),
            Duration.ofSeconds(2),
            Duration.ofSeconds(30),
            Duration.ofSeconds(1),
            1));

    /** At 150 microseconds a page until there was a round. */
    private static final long TWO_SECONDS_OF_PAGES = 13_334;

    private static final long FEW_PAGES = 99;

    @Test
    void changeThatComesAloneIsRefreshedWhenItsBurstIsOver() {
        Marked marked = new Marked(1, NOON, NOON.plusMillis(20));

        assertThat(pace.untilDue(marked, FEW_PAGES, NOON.plusMillis(30))).isEqualTo(Duration.ofMillis(40));
        assertThat(pace.untilDue(marked, FEW_PAGES, NOON.plusMillis(70))).isZero();
        assertThat(pace.untilDue(marked, FEW_PAGES, NOON.plusSeconds(9))).isZero();
    }

    @Test
    void burstThatDoesNotEndIsRefreshedAllTheSame() {
        Marked marked = new Marked(1, NOON, NOON.plusMillis(4_990));

        assertThat(pace.untilDue(marked, FEW_PAGES, NOON.plusMillis(4_995))).isEqualTo(Duration.ofMillis(5));
        assertThat(pace.isOverdue(marked, FEW_PAGES, NOON.plusMillis(4_995))).isFalse();
        assertThat(pace.untilDue(marked, FEW_PAGES, NOON.plusSeconds(5))).isZero();
        assertThat(pace.isOverdue(marked, FEW_PAGES, NOON.plusSeconds(5))).isTrue();
    }

    @Test
    void modelsThatChangeTogetherWaitForWhatMayFollow() {
        Marked together = new Marked(2, NOON, NOON.plusMillis(20));

        assertThat(pace.untilDue(together, FEW_PAGES, NOON.plusMillis(20))).isEqualTo(Duration.ofMillis(700));
        assertThat(pace.untilDue(together, FEW_PAGES, NOON.plusMillis(720))).isZero();
    }

    @Test
    void roundOfAStreamWaitsForAPauseEightTimesAsLongAsTheLastDid() {
        Marked alone = new Marked(1, NOON, NOON);
        pace.worked(alone, 0, NOON, NOON.plusMillis(10));
        Marked during = new Marked(1, NOON, NOON.plusMillis(20));

        assertThat(pace.untilDue(during, TWO_SECONDS_OF_PAGES, NOON.plusMillis(20)))
                .isEqualTo(Duration.ofMillis(400));
    }

    @Test
    void pauseOfAStreamIsHalfOfItsRoundAndTwoSecondsAtMost() {
        pace.worked(new Marked(9, NOON, NOON), 0, NOON, NOON.plusSeconds(2));
        Marked meanwhile = new Marked(9, NOON.plusMillis(1_900), NOON.plusMillis(2_100));

        assertThat(pace.untilDue(meanwhile, TWO_SECONDS_OF_PAGES, NOON.plusMillis(2_100)))
                .isBetween(Duration.ofMillis(1_000), Duration.ofMillis(1_001));
        assertThat(pace.untilDue(meanwhile, 10 * TWO_SECONDS_OF_PAGES, NOON.plusMillis(2_100)))
                .isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void pauseOfAStreamOfSmallRoundsIsAShortOne() {
        Marked marked = new Marked(2, NOON, NOON);
        for (int round = 0; round < 9; round++) {
            pace.worked(marked, FEW_PAGES, NOON, NOON.plusMillis(1));
        }

        assertThat(pace.untilDue(marked, FEW_PAGES, NOON)).isEqualTo(Duration.ofMillis(700));
    }

    @Test
    void oneModelAfterAnotherIsNoStreamIfEachCameWhenTheLastWasDone() {
        pace.worked(new Marked(1, NOON, NOON), FEW_PAGES, NOON, NOON.plusMillis(90));
        Marked next = new Marked(1, NOON.plusMillis(91), NOON.plusMillis(91));
        Marked meanwhile = new Marked(1, NOON.plusMillis(89), NOON.plusMillis(91));

        assertThat(pace.untilDue(next, FEW_PAGES, NOON.plusMillis(91))).isEqualTo(Duration.ofMillis(50));
        assertThat(pace.untilDue(meanwhile, FEW_PAGES, NOON.plusMillis(91))).isEqualTo(Duration.ofMillis(400));
    }

    @Test
    void changeAfterARestIsNoStream() {
        pace.worked(new Marked(9, NOON, NOON), 0, NOON.minusSeconds(8), NOON);
        Marked marked = new Marked(9, NOON.plusMillis(1), NOON.plusMillis(1));

        assertThat(pace.untilDue(marked, TWO_SECONDS_OF_PAGES, NOON.plusMillis(1)))
                .isEqualTo(Duration.ofMillis(700));
    }

    @Test
    void streamThatNeverPausesGetsARoundForEveryFourTimesAsLong() {
        Marked marked = new Marked(9, NOON, NOON.plusMillis(7_990));

        assertThat(pace.untilDue(marked, TWO_SECONDS_OF_PAGES, NOON.plusMillis(7_990)))
                .isBetween(Duration.ofMillis(10), Duration.ofMillis(11));
    }

    @Test
    void roundsThatTakeVeryLongKeepNobodyWaitingForEver() {
        Marked marked = new Marked(9, NOON, NOON.plusSeconds(30));

        assertThat(pace.untilDue(marked, 10 * TWO_SECONDS_OF_PAGES, NOON.plusMillis(29_960)))
                .isEqualTo(Duration.ofMillis(40));
    }

    @Test
    void roundsTellHowLongTheNextOneTakes() {
        for (int round = 0; round < 50; round++) {
            pace.worked(new Marked(9, NOON, NOON), 10_000, NOON, NOON.plusSeconds(4));
        }

        Marked marked = new Marked(9, NOON, NOON.plusSeconds(30));
        assertThat(pace.untilDue(marked, 10_000, NOON.plusMillis(15_990)))
                .isBetween(Duration.ofMillis(9), Duration.ofMillis(10));
    }
}
