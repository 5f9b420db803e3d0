package dev.crosscheck.measure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SeriesTest {

    @Test
    void medianIsAValueThatWasMeasured() {
        assertThat(new Series(5, 1, 3).median()).isEqualTo(3);
        assertThat(new Series(4, 1, 3, 2).median()).isEqualTo(2);
    }

    @Test
    void seriesShowsItsMedianAndItsBounds() {
        assertThat(new Series(5, 1, 3).show("%.1f")).isEqualTo("3.0 (1.0 to 5.0)");
        assertThat(new Series(5).show("%.1f")).isEqualTo("5.0");
    }

    @Test
    void latenciesTellPercentiles() {
        Latencies latencies = new Latencies();
        for (int millis = 1; millis <= 100; millis++) {
            latencies.add(millis * 1_000_000L);
        }

        assertThat(latencies.count()).isEqualTo(100);
        assertThat(latencies.millis(50)).isBetween(49.9, 50.1);
        assertThat(latencies.millis(99)).isBetween(98.9, 99.1);
    }
}
