package dev.crosscheck.kit.pulse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PulseTest {

    private static final Duration LIMIT = Duration.ofMinutes(5);

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1);
    private final Pulse pulse = new Pulse("worker", nanos::get);

    @Test
    void threadThatComesRoundIsWell() {
        pulse.through(() -> {
            for (int round = 0; round < 10; round++) {
                pass(LIMIT);
                assertThat(pulse.trouble(LIMIT)).isEmpty();
                pulse.beat();
            }
        });
    }

    @Test
    void threadThatDoesNotComeRoundIsWedged() {
        pulse.through(() -> {
            pass(LIMIT.plusSeconds(1));
            assertThat(pulse.trouble(LIMIT)).hasValue("has not come round for 301 s");
        });
    }

    @Test
    void threadThatGetsOnWithWhatItHasInHandIsWell() {
        pulse.through(() -> {
            for (int statement = 0; statement < 10; statement++) {
                pass(LIMIT);
                assertThat(pulse.trouble(LIMIT)).isEmpty();
                Pulse.getsOn();
            }
        });
    }

    @Test
    void threadThatGetsOnIsNoSignOfLifeOfAnother() {
        pulse.through(() -> {
            pass(LIMIT.plusSeconds(1));
            CompletableFuture.runAsync(Pulse::getsOn, task -> new Thread(task).start())
                    .join();
            Pulse of = new Pulse("another", nanos::get);
            of.through(Pulse::getsOn);
            assertThat(pulse.trouble(LIMIT)).isPresent();
        });
    }

    @Test
    void threadThatEndsUnaskedIsMissed() {
        pulse.through(() -> {});

        assertThat(pulse.trouble(LIMIT)).hasValue("has ended");
    }

    @Test
    void threadThatDiesOfAFaultIsMissed() {
        assertThatThrownBy(() -> pulse.through(() -> {
                    throw new AssertionError("a fault");
                }))
                .isInstanceOf(AssertionError.class);

        assertThat(pulse.trouble(LIMIT)).hasValue("has ended");
    }

    @Test
    void threadThatWasAskedToEndIsNotMissed() {
        pulse.through(pulse::mayEnd);

        assertThat(pulse.trouble(LIMIT)).isEmpty();
    }

    @Test
    void threadThatHasNotBegunIsNotMissed() {
        pass(LIMIT.plusSeconds(1));

        assertThat(pulse.trouble(LIMIT)).isEmpty();
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
