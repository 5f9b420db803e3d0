package dev.crosscheck.publisher.mass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crosscheck.event.InvalidEventException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MassThresholdsTest {

    @TempDir
    private Path directory;

    @ParameterizedTest(name = "{0} of {1}, usually {2}: {3}")
    @CsvSource({
        "2283, 2289, 22,  true",
        "244,  2312, 27,  false",
        "49,   49,   ,    false",
        "50,   50,   ,    true",
        "50,   250,  ,    true",
        "50,   251,  ,    false",
        "100,  250,  20,  true",
        "100,  250,  21,  false",
    })
    void batchIsDoubtfulIfNumberShareAndUsualAreAllExceeded(
            long touched, long listed, @Nullable Long usual, boolean isDoubtful) {
        assertThat(MassThresholds.standard()
                        .doubt(touched, listed, usual == null ? OptionalLong.empty() : OptionalLong.of(usual)))
                .matches(doubt -> doubt.isPresent() == isDoubtful);
    }

    @Test
    void fileSaysWhatIsToBeOtherwise() throws IOException {
        Path file = Files.writeString(directory.resolve("mass.properties"), "offers=10\nshare=0.5\n");

        MassThresholds read = MassThresholds.read(file);

        assertThat(read.offers()).isEqualTo(10);
        assertThat(read.share()).isEqualByComparingTo("0.5");
        assertThat(read.trail()).isEqualTo(MassThresholds.standard().trail());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "share=0       | share: 0 (expected: above 0 and up to 1)",
                "times-usual=1 | times-usual: 1 (expected: a factor above 1)",
                "enough=101    | enough: 101 (expected: 1 to 100, the trail)",
                "offers=many   | offers: many (expected: a number)",
            })
    void thresholdThatCannotBeIsRefused(String line, String reason) throws IOException {
        Path file = Files.writeString(directory.resolve("mass.properties"), line);

        assertThatThrownBy(() -> MassThresholds.read(file))
                .isInstanceOf(InvalidEventException.class)
                .hasMessage(reason);
    }

    @Test
    void usualIsKnownAfterEnoughBatches() {
        Trail trail = new Trail(MassThresholds.standard());
        for (int touched = 1; touched < 20; touched++) {
            trail.add(touched);
        }
        assertThat(trail.usual()).isEmpty();

        trail.add(1_000);

        assertThat(trail.usual()).hasValue(19);
    }
}
