package dev.crosscheck.measure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScaleTest {

    @Test
    void everyPairHasOnePage() {
        assertThat(Scale.pages(2)).isEqualTo(1);
        assertThat(Scale.pages(5_000)).isEqualTo(12_497_500);
    }

    @Test
    void pagesOfSeveralChangedModelsAreCountedOnce() {
        assertThat(Scale.pagesTouched(5_000, 1)).isEqualTo(4_999);
        assertThat(Scale.pagesTouched(4, 2)).isEqualTo(5);
    }

    @ParameterizedTest(name = "{0} pages a second: {1} models")
    @CsvSource({"1, 500", "3000, 1000", "5000, 1500", "30000, 3500", "60000, 5000"})
    void largestSystemIsOneWhosePagesAreMadeInTime(double pagesASecond, int models) {
        assertThat(Scale.FULL.fitting(pagesASecond, Double.MAX_VALUE)).isEqualTo(models);
    }

    @Test
    void largestSystemIsOneWhosePagesFindRoom() {
        assertThat(Scale.FULL.fitting(Double.MAX_VALUE, 2_000_000)).isEqualTo(2_000);
    }
}
