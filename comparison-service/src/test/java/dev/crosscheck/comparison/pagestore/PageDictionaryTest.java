package dev.crosscheck.comparison.pagestore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import dev.crosscheck.comparison.page.Catalogue;
import dev.crosscheck.comparison.page.Profile;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class PageDictionaryTest {

    private static final PageBytes PAGE = page();

    @Test
    void pageSurvivesCompression() {
        byte[] body = PAGE.compressed();

        assertThat(PageDictionary.of(1).decompress(body)).isEqualTo(PAGE.compact());
        assertThat(Digest.of(PAGE.compact())).isEqualTo(PAGE.digest()).hasSize(16);
    }

    /** A dictionary that has changed would make stored pages unreadable. */
    @Test
    void firstDictionaryIsTheOneThatPagesWereWrittenWith() throws Exception {
        byte[] dictionary;
        try (var in = PageDictionary.class.getResourceAsStream("page-dictionary-1.zstd")) {
            dictionary = in.readAllBytes();
        }

        assertThat(Digest.text(Digest.of(dictionary))).isEqualTo("7009a01b6cfe1f42fd2bf4d1fbd13b2e");
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
                .hasMessage("dictionary of the page: 7 (expected: 1)");
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
        List<Profile> models = Catalogue.of(302).subList(300, 302);
        return PageBytes.of(new AssembledPages().of(models.get(0), models.get(1)));
    }
}
