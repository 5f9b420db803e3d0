package dev.crosscheck.comparison.pagestore;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crosscheck.comparison.fact.KnownModel;
import dev.crosscheck.comparison.page.Catalogue;
import dev.crosscheck.comparison.page.Claim;
import dev.crosscheck.comparison.page.ComparisonPolicy;
import dev.crosscheck.comparison.page.Evidence;
import dev.crosscheck.comparison.page.Page;
import dev.crosscheck.comparison.page.PageAssembler;
import dev.crosscheck.comparison.page.PreparedProfile;
import dev.crosscheck.comparison.page.Profile;
import dev.crosscheck.comparison.page.ProfileGenerator;
import dev.crosscheck.comparison.sample.Samples;
import dev.crosscheck.event.Provenance;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
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

            PageBytes stored = stored(a, b);

            assertThat(stored.json()).isEqualTo(PageJson.write(plain));
            assertThat(stored.page()).isEqualTo(plain);
        }
    }

    /** Where this fails on purpose, {@link Page#TEMPLATE_VERSION} is raised, and the bytes of the new version go here. */
    @Test
    void bytesChangeOnlyWithTheTemplateVersion() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int pair = 0; pair < PAIRS_PER_SEED; pair++) {
            FreshPage made = made(
                    new AssembledPages(),
                    ProfileGenerator.profile(650_000L + pair, 0),
                    ProfileGenerator.profile(650_000L + pair, 1));
            bytes.writeBytes(made.bytes().compact());
            bytes.writeBytes(made.bytes().json());
        }

        assertThat(Page.TEMPLATE_VERSION + " " + Digest.text(Digest.of(bytes.toByteArray())))
                .isEqualTo("11 55b14220b0bf7520474c4cc495a42a4d");
    }

    @Test
    void packedPageNamesTheEventsOfAllItsFacts() {
        for (int pair = 0; pair < PAIRS_PER_SEED; pair++) {
            FreshPage made = made(
                    new AssembledPages(),
                    ProfileGenerator.profile(660_000L + pair, 0),
                    ProfileGenerator.profile(660_000L + pair, 1));
            List<Provenance> behind = made.page().evidence().values().stream()
                    .map(Evidence::provenance)
                    .filter(Objects::nonNull)
                    .toList();

            PackedPage packed = made.packed();

            assertThat(packed.events())
                    .isEqualTo(behind.stream().map(Provenance::eventId).collect(toSet()));
            assertThat(packed.corrections())
                    .isEqualTo(behind.stream()
                            .filter(Provenance::correction)
                            .map(Provenance::eventId)
                            .collect(toSet()));
        }
    }

    @Test
    void jsonOfAStoredPageOfACatalogueIsThatOfThePlainWay() {
        List<Profile> models = Catalogue.of(16);
        for (Profile a : models) {
            for (Profile b : models) {
                if (a.model().compareTo(b.model()) < 0) {
                    Page plain = PageAssembler.assemble(a, b, ComparisonPolicy.DEFAULT);

                    assertThat(stored(a, b).json()).isEqualTo(PageJson.write(plain));
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

            assertThat(CompactPage.read(CompactPage.write(page, List.of()), List.of()))
                    .isEqualTo(page);
        }
    }

    @Test
    void everyKindOfBlockReadsAsItWasWritten() {
        Page page = PageJsonTest.everyKindOfBlock();

        assertThat(CompactPage.read(CompactPage.write(page, List.of()), List.of()))
                .isEqualTo(page);
    }

    @Test
    void pagesThatDifferHaveOtherBytes() {
        byte[] bytes = CompactPage.write(PageJsonTest.everyKindOfBlock(), List.of());
        for (int at = 1; at < bytes.length; at++) {
            byte[] other = bytes.clone();
            other[at] ^= 1;
            Page read;
            try {
                read = CompactPage.read(other, List.of());
            } catch (IllegalArgumentException _) {
                continue;
            }
            assertThat(read).as("byte " + at).isNotEqualTo(PageJsonTest.everyKindOfBlock());
        }
    }

    @Test
    void factsOfItsModelsAreNotRepeatedByAStoredPage() {
        List<Profile> models = Catalogue.of(2);
        FreshPage made = made(new AssembledPages(), models.get(0), models.get(1));
        String bytes = new String(made.bytes().compact(), StandardCharsets.ISO_8859_1);

        assertThat(bytes).contains(made.page().sections().getFirst().heading());
        assertThat(made.page().evidence()).hasSizeGreaterThan(40);
        assertThat(made.page().evidence().values())
                .extracting(Evidence::field)
                .filteredOn(field -> field.startsWith("offer/"))
                .isNotEmpty()
                .noneMatch(bytes::contains);
        assertThat(made.bytes().compact()).hasSizeLessThan(CompactPage.write(made.page(), List.of()).length * 3 / 4);
    }

    /** It says once which models it compares. */
    @Test
    void namesOfItsModelsAreNotRepeatedByAStoredPage() {
        List<Profile> models = Catalogue.of(2);
        FreshPage made = made(new AssembledPages(), models.get(0), models.get(1));
        String bytes = new String(made.bytes().compact(), StandardCharsets.ISO_8859_1);

        for (Page.PageModel model : made.page().models()) {
            assertThat(made.page().title()).contains(model.name());
            assertThat(bytes).containsOnlyOnce(model.name());
        }
    }

    @Test
    void storedPageOfOtherFactsIsRefused() {
        List<Profile> models = Catalogue.of(3);
        FreshPage made = made(new AssembledPages(), models.get(0), models.get(1));

        assertThatThrownBy(() -> stored(made, facts(new AssembledPages(), models.get(0), models.get(2))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("facts ")
                .hasMessageContaining("(expected: facts ");
        assertThatThrownBy(() -> stored(made, List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("index 2 (expected: 0 to 0)");
    }

    @Test
    void factsAreToldApartByEverythingTheySay() {
        Evidence fact = new Evidence("a/name", "a", "name", "A", Samples.provenance("one"));
        Evidence other = new Evidence("a/name", "a", "name", "A", Samples.provenance("another"));
        Claim claim = new Claim("It is named A.", List.of("a/name"));
        String facts = new ModelFacts(List.of(fact), List.of(claim)).toString();

        assertThat(new ModelFacts(List.of(fact), List.of(claim))).hasToString(facts);
        assertThat(new ModelFacts(List.of(other), List.of(claim)).toString()).isNotEqualTo(facts);
        assertThat(new ModelFacts(List.of(fact), List.of()).toString()).isNotEqualTo(facts);
        assertThatThrownBy(() -> new ModelFacts(List.of(), List.of(claim)))
                .hasMessage("claim \"It is named A.\": rests on a/name (expected: one of the model's 0 facts)");
    }

    @Test
    void damagedBytesThatReferToFactsAreRefusedOrReadAndNeverRunAway() {
        List<Profile> models = Catalogue.of(2);
        FreshPage made = made(new AssembledPages(), models.get(0), models.get(1));
        List<ModelFacts> facts = facts(new AssembledPages(), models.get(0), models.get(1));
        Random random = new Random(6);
        for (int damage = 0; damage < 2_000; damage++) {
            byte[] damaged = made.bytes().compact().clone();
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            try {
                CompactPage.read(damaged, facts);
            } catch (IllegalArgumentException e) {
                assertThat(e).hasMessageContaining("expected");
            }
        }
    }

    @Test
    void damagedBytesAreRefusedOrReadAndNeverRunAway() {
        byte[] bytes = CompactPage.write(PageJsonTest.everyKindOfBlock(), List.of());
        Random random = new Random(5);
        for (int damage = 0; damage < 3_000; damage++) {
            byte[] damaged = Arrays.copyOf(bytes, 1 + random.nextInt(bytes.length));
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            try {
                CompactPage.read(damaged, List.of());
            } catch (IllegalArgumentException e) {
                assertThat(e).hasMessageContaining("expected");
            }
        }
    }

    @Test
    void otherFormIsRefusedByItsVersion() {
        assertThatThrownBy(() -> CompactPage.read(PageJson.write(PageJsonTest.everyKindOfBlock()), List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("form of a page: 123 (expected: 3)");
    }

    /** Whoever reads it prepares the same profiles for himself. */
    private static PageBytes stored(Profile a, Profile b) {
        FreshPage made = made(new AssembledPages(), a, b);
        List<ModelFacts> facts = facts(new AssembledPages(), a, b);
        return stored(made, facts);
    }

    private static PageBytes stored(FreshPage made, List<ModelFacts> facts) {
        return new StoredPage(
                        made.key(),
                        1,
                        1,
                        Page.TEMPLATE_VERSION,
                        PageDictionary.CURRENT.version(),
                        made.bytes().compressed(),
                        made.bytes().digest())
                .page(facts);
    }

    private static FreshPage made(PageFunction function, Profile a, Profile b) {
        boolean inOrder = a.model().compareTo(b.model()) < 0;
        return FreshPage.make(function, new KnownModel(inOrder ? a : b, 1), new KnownModel(inOrder ? b : a, 1));
    }

    private static List<ModelFacts> facts(PageFunction function, Profile a, Profile b) {
        return a.model().compareTo(b.model()) < 0 ? function.facts(a, b) : function.facts(b, a);
    }
}
