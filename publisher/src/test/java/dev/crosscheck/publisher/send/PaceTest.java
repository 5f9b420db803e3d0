package dev.crosscheck.publisher.send;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {

    private long now = Duration.ofDays(1).toNanos();

    @Test
    void eventsAreSpreadEvenly() {
        Pace pace = pace(50);
        long start = now;

        for (int i = 0; i < 101; i++) {
            pace.await();
        }

        assertThat(Duration.ofNanos(now - start)).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void longPauseIsNotMadeUpForInARush() {
        Pace pace = pace(50);
        pace.await();
        now += Duration.ofHours(1).toNanos();
        long start = now;

        for (int i = 0; i < 51; i++) {
            pace.await();
        }

        assertThat(Duration.ofNanos(now - start)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void withoutALimitNobodyWaits() {
        pace(0).await();

        assertThat(now).isEqualTo(Duration.ofDays(1).toNanos());
    }

    private Pace pace(long perSecond) {
        return new Pace(new Pace.Rate(perSecond), () -> now, pause -> now += pause.toNanos());
    }
}
