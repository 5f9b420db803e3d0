package dev.crosscheck.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class EventIdTest {

    @Test
    void samePartsGiveTheSameIdForEver() {
        // Written down, so that no change of the code gives yesterday's import new ids.
        assertThat(EventId.of("models-dev", "openrouter", Instant.EPOCH, 7))
                .isEqualTo("b84a7ed88619aa85a594549faa26aa99")
                .hasSize(EventId.LENGTH);
    }

    @Test
    void cutBetweenPartsMatters() {
        assertThat(EventId.of("ab", "c")).isNotEqualTo(EventId.of("a", "bc"));
        assertThat(EventId.of("a", null)).isNotEqualTo(EventId.of("a", "")).isNotEqualTo(EventId.of("a"));
    }
}
