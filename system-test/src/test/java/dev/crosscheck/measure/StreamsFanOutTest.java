package dev.crosscheck.measure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StreamsFanOutTest {

    @Test
    void decisionNamesTheNewerChangeAndWhoWins() {
        assertThat(StreamsFanOut.decision("b|7|0.5|2.0|8192|50.0", "9|0.25|1.0|4096|60.0"))
                .isEqualTo("9|2|1.0|450.0|0.475|1|2|-10.0");
    }
}
