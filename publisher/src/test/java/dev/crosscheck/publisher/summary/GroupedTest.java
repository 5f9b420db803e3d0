package dev.crosscheck.publisher.summary;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** How reasons are told. */
class GroupedTest {

    @Test
    void whatManyExpectedIsSaidOnce() {
        assertThat(Grouped.lines(
                        "waiting in pricing",
                        List.of(
                                "model: x/y, 3 × (expected: a known model (or alias))",
                                "provider: Z (expected: a slug)",
                                "model: x/z (expected: a known model (or alias))",
                                "no such form")))
                .containsExactly(
                        "waiting in pricing (expected: a known model (or alias)):",
                        "  model: x/y, 3 ×",
                        "  model: x/z",
                        "waiting in pricing: provider: Z (expected: a slug)",
                        "waiting in pricing: no such form");
    }

    @Test
    void reasonThatIsGivenOftenIsCounted() {
        assertThat(Grouped.counted("model: x (expected: y)", 1)).isEqualTo("model: x (expected: y)");
        assertThat(Grouped.counted("model: x (expected: y)", 3)).isEqualTo("model: x, 3 × (expected: y)");
        assertThat(Grouped.counted("odd", 2)).isEqualTo("odd, 2 ×");
    }
}
