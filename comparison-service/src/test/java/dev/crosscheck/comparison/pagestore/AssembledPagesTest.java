package dev.crosscheck.comparison.pagestore;

import static dev.crosscheck.comparison.sample.Samples.model;
import static dev.crosscheck.comparison.sample.Samples.prices;
import static org.assertj.core.api.Assertions.assertThat;

import dev.crosscheck.comparison.page.Page;
import dev.crosscheck.comparison.page.Profile;
import org.junit.jupiter.api.Test;

class AssembledPagesTest {

    private final AssembledPages pages = new AssembledPages();

    @Test
    void realPageThatWasWrittenAndReadIsEqualToItself() {
        Page page = pages.of(
                new Profile(model("a", 1), prices("a", 1, "0.1")),
                new Profile(model("b", 1, "64000"), prices("b", 1, "2.4")));

        assertThat(PageParser.page(PageJson.write(page))).isEqualTo(page);
    }

    @Test
    void equalFactsMakeEqualBytesWhateverTheirRevisions() {
        Page one = pages.of(new Profile(model("a", 1), prices("a", 1, "1")), new Profile(model("b", 1), null));
        Page other = pages.of(new Profile(model("a", 7), prices("a", 9, "1")), new Profile(model("b", 3), null));

        assertThat(PageJson.write(other)).isEqualTo(PageJson.write(one));
    }
}
