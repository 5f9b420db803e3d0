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
            Duration.ofMillis(50),
            Duration.ofSeconds(5),
            Duration.ofSeconds(2),
            Duration.ofSeconds(30),
            Duration.ofSeconds(1),
            1));

    @Test
    void changeThatComesAloneIsRefreshedWhenItsBurstIsOver() {
        Marked marked = new Marked(NOON, NOON.plusMillis(20));

        assertThat(pace.untilDue(marked, NOON.plusMillis(30))).isEqualTo(Duration.ofMillis(40));
        assertThat(pace.untilDue(marked, NOON.plusMillis(70))).isZero();
        assertThat(pace.untilDue(marked, NOON.plusSeconds(9))).isZero();
    }

    @Test
    void burstThatDoesNotEndIsRefreshedAllTheSame() {
        Marked marked = new Marked(NOON, NOON.plusMillis(4_990));

        assertThat(pace.untilDue(marked, NOON.plusMillis(4_995))).isEqualTo(Duration.ofMillis(5));
        assertThat(pace.untilDue(marked, NOON.plusSeconds(5))).isZero();
    }

    @Test
    void roundOfAStreamWaitsForAPauseOfAQuarterOfTheLastRound() {
        pace.worked(NOON.minusSeconds(4), NOON);
        Marked duringTheRound = new Marked(NOON.minusSeconds(3), NOON.minusMillis(200));
        Marked soonAfter = new Marked(NOON.plusSeconds(3), NOON.plusSeconds(3));

        assertThat(pace.untilDue(duringTheRound, NOON)).isEqualTo(Duration.ofMillis(800));
        assertThat(pace.untilDue(soonAfter, NOON.plusSeconds(3))).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void pauseThatARoundWaitsForIsShortHoweverLongTheRound() {
        pace.worked(NOON.minusSeconds(100), NOON);

        assertThat(pace.untilDue(new Marked(NOON, NOON), NOON)).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void changeLongAfterTheLastRoundIsNoStream() {
        pace.worked(NOON.minusSeconds(8), NOON);
        Marked marked = new Marked(NOON.plusSeconds(9), NOON.plusSeconds(9));

        assertThat(pace.untilDue(marked, NOON.plusSeconds(9))).isEqualTo(Duration.ofMillis(50));
    }

    @Test
    void streamThatNeverPausesGetsARoundForEveryFourTimesAsLong() {
        pace.worked(NOON.minusSeconds(2), NOON);

        assertThat(pace.untilDue(new Marked(NOON, NOON.plusMillis(7_900)), NOON.plusMillis(7_900)))
                .isEqualTo(Duration.ofMillis(100));
    }

    @Test
    void roundsThatTakeVeryLongKeepNobodyWaitingForEver() {
        pace.worked(NOON.minusSeconds(100), NOON);

        assertThat(pace.untilDue(new Marked(NOON, NOON.plusSeconds(29)), NOON.plusSeconds(29)))
                .isEqualTo(Duration.ofSeconds(1));
    }
}
