package dev.crosscheck.comparison.pagestore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crosscheck.comparison.page.Catalogue;
import dev.crosscheck.comparison.page.ComparisonPolicy;
import dev.crosscheck.comparison.page.Outcome;
import dev.crosscheck.comparison.page.Page;
import dev.crosscheck.comparison.page.PageAssembler;
import dev.crosscheck.comparison.page.PreparedProfile;
import dev.crosscheck.comparison.page.Profile;
import dev.crosscheck.comparison.page.ProfileGenerator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompactPageTest {

    private static final int PAIRS_PER_SEED = 300;

    /** The plain way is a page from profiles that nobody prepared, written as JSON at once. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(ints = {61, 62, 63, 64})
    void jsonOfAStoredPageIsThatOfThePlainWayByteForByte(int seed) {
        for (int pair = 0; pair < PAIRS_PER_SEED; pair++) {
            Profile a = ProfileGenerator.profile(seed * 10_000L + pair, 0);
            Profile b = ProfileGenerator.profile(seed * 10_000L + pair, 1);
            Page plain = PageAssembler.assemble(a, b, ComparisonPolicy.DEFAULT);

            PageBytes stored = stored(new AssembledPages().of(a, b));

            assertThat(stored.json()).isEqualTo(PageJson.write(plain));
            assertThat(stored.page()).isEqualTo(plain);
        }
    }

    @Test
    void jsonOfAStoredPageOfACatalogueIsThatOfThePlainWay() {
        List<Profile> models = Catalogue.of(16);
        for (Profile a : models) {
            for (Profile b : models) {
                if (a.model().compareTo(b.model()) < 0) {
                    Page plain = PageAssembler.assemble(a, b, ComparisonPolicy.DEFAULT);

                    assertThat(stored(plain).json()).isEqualTo(PageJson.write(plain));
                }
            }
        }
    }

    @ParameterizedTest(name = "{0} models")
    @ValueSource(ints = {2, 3, 6})
    void pageOfSeveralModelsReadsAsItWasWritten(int models) {
        for (int set = 0; set < 50; set++) {
            List<PreparedProfile> profiles = new ArrayList<>();
            for (int model = 0; model < models; model++) {
                profiles.add(
                        PreparedProfile.of(ProfileGenerator.profile(700_000L + set, model), ComparisonPolicy.DEFAULT));
            }
            Page page = PageAssembler.assemblePrepared(profiles, ComparisonPolicy.DEFAULT);

            assertThat(CompactPage.read(CompactPage.write(page))).isEqualTo(page);
        }
    }

    @Test
    void everyKindOfBlockReadsAsItWasWritten() {
        Page page = PageJsonTest.everyKindOfBlock();

        assertThat(CompactPage.read(CompactPage.write(page))).isEqualTo(page);
    }

    @Test
    void pagesThatDifferHaveOtherBytes() {
        byte[] bytes = CompactPage.write(PageJsonTest.everyKindOfBlock());
        for (int at = 1; at < bytes.length; at++) {
            byte[] other = bytes.clone();
            other[at] ^= 1;
            Page read;
            try {
                read = CompactPage.read(other);
            } catch (IllegalArgumentException _) {
                continue;
            }
            assertThat(read).as("byte " + at).isNotEqualTo(PageJsonTest.everyKindOfBlock());
        }
    }

    @Test
    void outcomeReadsAsItWasWritten() {
        Outcome outcome = PageJsonTest.everyKindOfBlock().outcome();

        assertThat(CompactPage.readOutcome(CompactPage.write(outcome))).isEqualTo(outcome);
    }

    @Test
    void damagedBytesAreRefusedOrReadAndNeverRunAway() {
        byte[] bytes = CompactPage.write(PageJsonTest.everyKindOfBlock());
        Random random = new Random(5);
        for (int damage = 0; damage < 3_000; damage++) {
            byte[] damaged = Arrays.copyOf(bytes, 1 + random.nextInt(bytes.length));
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            try {
                CompactPage.read(damaged);
            } catch (IllegalArgumentException e) {
                assertThat(e).hasMessageContaining("expected");
            }
        }
    }

    @Test
    void otherFormIsRefusedByItsVersion() {
        assertThatThrownBy(() -> CompactPage.read(PageJson.write(PageJsonTest.everyKindOfBlock())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("form of a page: 123 (expected: 1)");
    }

    private static PageBytes stored(Page page) {
        PageBytes bytes = PageBytes.of(page);
        byte[] body = bytes.compressed();
        int version = PageDictionary.CURRENT.version();
        return new StoredPage(new PageKey("a", "b"), 1, 1, Page.TEMPLATE_VERSION, version, body, bytes.digest()).page();
    }
}
