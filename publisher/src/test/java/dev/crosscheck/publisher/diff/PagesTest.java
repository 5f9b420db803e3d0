package dev.crosscheck.publisher.diff;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What parts of a question about pages say together, of ten known models. */
class PagesTest {

    private static final int KNOWN = 10;

    @Test
    void pageOfModelsOfTwoPartsIsCountedOnce() {
        Pages pages = Pages.of(List.of(part(3, 0), part(2, 0), part(1, 0)));

        assertThat(pages.touched()).as("six of ten known models").isEqualTo(touched(6, 0));
        assertThat(pages.compared()).isEqualTo(pages.touched());
        assertThat(pages.rewritten()).isEqualTo(pages.touched());
    }

    @Test
    void pagesOfNewModelsOfTwoPartsAreAdded() {
        Pages pages = Pages.of(List.of(part(3, 1), part(2, 2)));

        assertThat(pages.touched()).isEqualTo(touched(5, 3));
        assertThat(pages.added()).isEqualTo(added(3));
        assertThat(pages.toString()).contains("33 would be new; asked in 2 parts");
    }

    @Test
    void oneAnswerIsExact() {
        assertThat(Pages.of(List.of(part(3, 0))))
                .hasToString("Pages: 24 touched, 24 would read differently, 0 would be new");
        assertThat(Pages.of(List.of())).isEqualTo(Pages.NONE);
    }

    private static Pages.Part part(int models, int newModels) {
        long touched = touched(models, newModels);
        long added = added(newModels);
        return new Pages.Part(
                models, newModels, new Pages(1, touched, touched, added, touched - added, Map.of(), List.of()));
    }

    private static long touched(int models, int newModels) {
        return pairs(KNOWN + newModels) - pairs(KNOWN + newModels - models);
    }

    private static long added(int newModels) {
        return pairs(KNOWN + newModels) - pairs(KNOWN);
    }

    private static long pairs(long models) {
        return models * (models - 1) / 2;
    }
}
