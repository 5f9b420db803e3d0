package dev.crosscheck.comparison.pagestore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import dev.crosscheck.comparison.fact.KnownModel;
import dev.crosscheck.comparison.page.Catalogue;
import dev.crosscheck.comparison.page.Profile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

class PageDictionaryTest {

    private static final PageBytes PAGE = page();

    @Test
    void pageSurvivesCompression() {
        byte[] body = PAGE.compressed();

        assertThat(PageDictionary.of(3).decompress(body)).isEqualTo(PAGE.compact());
        assertThat(Digest.of(PAGE.compact())).isEqualTo(PAGE.digest()).hasSize(16);
    }

    /** A dictionary that has changed would make stored pages unreadable. */
    @Test
    void dictionaryIsTheOneThatPagesWereWrittenWith() throws Exception {
        byte[] dictionary;
        try (var in = PageDictionary.class.getResourceAsStream("page-dictionary-3.zstd")) {
            dictionary = in.readAllBytes();
        }

        assertThat(Digest.text(Digest.of(dictionary))).isEqualTo("541928de9e8d9d10282224fc95c30cf9");
    }

    @Test
    void dictionaryIsWorthItsPlace() {
        byte[] without = Zstd.compress(PAGE.compact(), 3);

        assertThat(PAGE.compressed().length).isLessThan(without.length * 3 / 4);
    }

    @Test
    void bodyThatNeedsAnUnknownDictionaryIsRefused() {
        assertThatThrownBy(() -> PageDictionary.of(7))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("dictionary of the page: 7 (expected: 3)");
    }

    @Test
    void bodyIsNotReadWithoutItsDictionary() {
        byte[] body = PAGE.compressed();

        assertThatThrownBy(() -> Zstd.decompress(body, PAGE.compact().length)).hasMessageContaining("ictionary");
    }

    @Test
    void damagedBodyIsRefused() {
        byte[] body = PAGE.compressed();
        body[body.length / 2] ^= 0x55;

        assertThatThrownBy(() -> PageDictionary.CURRENT.decompress(body)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PageDictionary.CURRENT.decompress("no frame".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected");
    }

    private static PageBytes page() {
        // Of models that the dictionary was not trained on.
        List<Profile> models = new ArrayList<>(Catalogue.of(302).subList(300, 302));
        models.sort(Comparator.comparing(Profile::model));
        AssembledPages function = new AssembledPages();
        return FreshPage.make(function, new KnownModel(models.get(0), 1), new KnownModel(models.get(1), 1))
                .bytes();
    }
}
