package dev.crosscheck.publisher.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PaceTest {

    private static final Instant STARTED = Instant.parse("2026-09-01T00:00:00Z");
    private static final Instant FIRST = Instant.parse("2025-01-01T00:00:00Z");

    @Test
    void hourGoesByInASecond() {
        Pace pace = new Pace(3_600, STARTED);

        assertThat(pace.until(FIRST, STARTED)).isZero();
        assertThat(pace.until(FIRST.plus(Duration.ofHours(2)), STARTED)).isEqualTo(Duration.ofSeconds(2));
        assertThat(pace.until(FIRST.plus(Duration.ofHours(2)), STARTED.plusSeconds(1)))
                .isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void whoIsBehindDoesNotWait() {
        Pace pace = new Pace(3_600, STARTED);
        pace.until(FIRST, STARTED);

        assertThat(pace.until(FIRST.plus(Duration.ofHours(2)), STARTED.plusSeconds(9)))
                .isZero();
    }

    @Test
    void asFastAsItGoesNeverWaits() {
        Pace pace = new Pace(Double.POSITIVE_INFINITY, STARTED);
        pace.until(FIRST, STARTED);

        assertThat(pace.until(FIRST.plus(Duration.ofDays(900)), STARTED)).isZero();
    }
}
