package dev.crosscheck.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RoundsTest {

    private final AtomicLong now = new AtomicLong();
    private final Rounds rounds = new Rounds(3, Duration.ofSeconds(10), now::get);

    @Test
    void thereAreAsManyRoundsAsWereAskedFor() {
        assertThat(count(Duration.ofSeconds(1))).isEqualTo(3);
    }

    @Test
    void noRoundBeginsAfterTheTimeIsOver() {
        assertThat(count(Duration.ofSeconds(6))).isEqualTo(2);
    }

    @Test
    void oneRoundTakesPlaceHoweverLongItTakes() {
        assertThat(count(Duration.ofMinutes(5))).isEqualTo(1);
    }

    @Test
    void samplesComeInTheirOrderAndAreNotEmpty() {
        Samples samples = new Samples();
        assertThatIllegalStateException().isThrownBy(samples::series);

        samples.add(2);
        samples.add(1);

        assertThat(samples.series().values()).containsExactly(2, 1);
        assertThat(samples.last()).isEqualTo(1);
    }

    private int count(Duration each) {
        while (rounds.next()) {
            now.addAndGet(each.toNanos());
        }
        return rounds.number();
    }
}
