package dev.crosscheck.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Map;
import org.junit.jupiter.api.Test;

class MetricsTest {

    private static final String TEXT = """
            # HELP crosscheck_pages_written_total
            # TYPE crosscheck_pages_written_total counter
            crosscheck_pages_written_total 12.0
            crosscheck_pages_read_total{from="memory"} 3.0
            crosscheck_models_dirty NaN-ish
            """;

    @Test
    void valuesAreReadByName() {
        assertThat(Metrics.parse(TEXT)).containsExactly(Map.entry("crosscheck_pages_written_total", 12.0));
    }

    @Test
    void growthOfAFigureThatIsNotThereIsNoZero() {
        assertThatIllegalStateException()
                .isThrownBy(() -> Metrics.grown("crosscheck_pages_made_total", Map.of(), Metrics.parse(TEXT)))
                .withMessageContaining("crosscheck_pages_made_total");
    }
}
