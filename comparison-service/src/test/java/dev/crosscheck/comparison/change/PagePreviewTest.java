package dev.crosscheck.comparison.change;

import static dev.crosscheck.comparison.sample.Samples.model;
import static dev.crosscheck.comparison.sample.Samples.prices;
import static org.assertj.core.api.Assertions.assertThat;

import dev.crosscheck.comparison.page.ComparisonPolicy;
import dev.crosscheck.comparison.page.PageAssembler;
import dev.crosscheck.comparison.page.Profile;
import dev.crosscheck.comparison.pagestore.PageFunction;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PagePreviewTest {

    private static final PageFunction PAGES = (a, b) -> PageAssembler.assemble(a, b, ComparisonPolicy.DEFAULT);

    private final TreeMap<String, Profile> known = new TreeMap<>(Map.of(
            "alpha", profile("alpha", "1"),
            "beta", profile("beta", "2"),
            "gamma", profile("gamma", "3")));

    @Test
    void cutThatMakesAModelTheCheaperOneFlipsItsPagesOnly() {
        PagePreview.Report report = PagePreview.of(known, Map.of("beta", profile("beta", "0.5")), PAGES);

        assertThat(report.models()).isEqualTo(1);
        assertThat(report.pages()).isEqualTo(2);
        assertThat(report.compared()).isEqualTo(2);
        assertThat(report.rewritten()).isEqualTo(2);
        assertThat(report.differences()).containsEntry("cheaper", 1L).containsEntry("blended", 2L);
        assertThat(report.shown())
                .filteredOn(flip -> flip.difference().what().equals("cheaper"))
                .singleElement()
                .satisfies(flip -> {
                    assertThat(flip.first()).isEqualTo("alpha");
                    assertThat(flip.second()).isEqualTo("beta");
                    assertThat(flip.difference().before()).isEqualTo("alpha");
                    assertThat(flip.difference().after()).isEqualTo("beta");
                });
    }

    @Test
    void stateThatSaysTheSameRewritesNothing() {
        PagePreview.Report report = PagePreview.of(known, Map.of("beta", profile("beta", "2")), PAGES);

        assertThat(report.pages()).isEqualTo(2);
        assertThat(report.rewritten()).isZero();
        assertThat(report.shown()).isEmpty();
    }

    @Test
    void pairOfTwoChangedModelsCountsOnceAndANewModelAddsPages() {
        PagePreview.Report report =
                PagePreview.of(known, Map.of("alpha", profile("alpha", "9"), "delta", profile("delta", "1")), PAGES);

        assertThat(report.pages()).isEqualTo(5);
        assertThat(report.compared()).isEqualTo(5);
        assertThat(report.added()).isEqualTo(3);
        assertThat(report.rewritten()).isEqualTo(2);
    }

    private static Profile profile(String id, String usd) {
        return new Profile(model(id, 1), prices(id, 1, usd));
    }
}
