package dev.crosscheck.publisher.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TempoTest {

    private static final Instant STARTED = Instant.parse("2026-09-01T00:00:00Z");
    private static final Instant FIRST = Instant.parse("2025-01-01T00:00:00Z");

    @Test
    void hourGoesByInASecond() {
        Tempo tempo = new Tempo(3_600, STARTED);

        assertThat(tempo.until(FIRST, STARTED)).isZero();
        assertThat(tempo.until(FIRST.plus(Duration.ofHours(2)), STARTED)).isEqualTo(Duration.ofSeconds(2));
        assertThat(tempo.until(FIRST.plus(Duration.ofHours(2)), STARTED.plusSeconds(1)))
                .isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void whoIsBehindDoesNotWait() {
        Tempo tempo = new Tempo(3_600, STARTED);
        tempo.until(FIRST, STARTED);

        assertThat(tempo.until(FIRST.plus(Duration.ofHours(2)), STARTED.plusSeconds(9)))
                .isZero();
    }

    @Test
    void asFastAsItGoesNeverWaits() {
        Tempo tempo = new Tempo(Double.POSITIVE_INFINITY, STARTED);
        tempo.until(FIRST, STARTED);

        assertThat(tempo.until(FIRST.plus(Duration.ofDays(900)), STARTED)).isZero();
    }
}
