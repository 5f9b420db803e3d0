package dev.crosscheck.comparison.pagestore;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crosscheck.comparison.page.Catalogue;
import dev.crosscheck.comparison.page.Outcome;
import dev.crosscheck.comparison.page.Profile;
import dev.crosscheck.event.pricing.UsdPerMtok;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PackedOutcomeTest {

    private static final PageKey KEY = new PageKey("acme/large", "acme/small");

    private static final Outcome OUTCOME = new Outcome(
            Outcome.Verdict.DOMINATES,
            "acme/large",
            "acme/small",
            Map.of("acme/large", UsdPerMtok.of("3.5"), "acme/small", UsdPerMtok.of("0.25")),
            Map.of("acme/large", new BigDecimal("28.50")),
            Map.of("MMLU", "acme/large", "Arena", "acme/small"),
            List.of("context"));

    @Test
    void readsAsItWasWrittenAndRepeatsNoId() {
        byte[] bytes = PackedOutcome.write(OUTCOME, KEY);

        assertThat(PackedOutcome.read(bytes, KEY)).isEqualTo(OUTCOME);
        assertThat(new String(bytes, ISO_8859_1)).doesNotContain("acme");
    }

    @Test
    void outcomesOfRealPagesReadAsTheyWereWritten() {
        List<Profile> models = Catalogue.of(12);
        for (Profile one : models) {
            for (Profile other : models) {
                if (one.model().compareTo(other.model()) < 0) {
                    PageKey key = new PageKey(one.model(), other.model());
                    Outcome outcome = new AssembledPages().of(one, other).outcome();

                    assertThat(PackedOutcome.read(PackedOutcome.write(outcome, key), key))
                            .isEqualTo(outcome);
                }
            }
        }
    }

    @Test
    void whatWasStoredWithIdsIsStillRead() {
        assertThat(PackedOutcome.read(CompactWriter.outcome(1, OUTCOME), KEY)).isEqualTo(OUTCOME);
    }

    @Test
    void modelThatIsNotOnThePageIsRefused() {
        assertThatThrownBy(() -> PackedOutcome.write(OUTCOME, new PageKey("acme/large", "acme/tiny")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("acme/small (expected: one of");
        assertThatThrownBy(() -> PackedOutcome.read(CompactWriter.outcome(2, OUTCOME), KEY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("(expected: 0 or 1)");
        assertThatThrownBy(() -> PackedOutcome.read(CompactWriter.outcome(3, OUTCOME), KEY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("form of an outcome: 3 (expected: 2)");
    }
}
