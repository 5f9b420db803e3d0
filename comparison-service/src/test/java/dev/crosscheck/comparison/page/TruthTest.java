package dev.crosscheck.comparison.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crosscheck.comparison.page.audit.TruthRules;
import dev.crosscheck.event.catalog.ModelAlias;
import dev.crosscheck.event.catalog.ModelState;
import dev.crosscheck.event.pricing.PriceSheet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the facts, a page tells the truth: thousands of odd pairs from fixed seeds, read from outside. */
class TruthTest {

    private static final int PAIRS_PER_SEED = 500;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(ints = {1, 2, 3, 4, 5, 6})
    void everyPageTellsTheTruth(int seed) {
        List<String> found = new ArrayList<>();
        for (int pair = 0; pair < PAIRS_PER_SEED; pair++) {
            Profile a = profile(seed, pair, 0);
            Profile b = profile(seed, pair, 1);
            for (String wrong : TruthRules.check(page(a, b), a, b)) {
                found.add(a.model() + " and " + b.model() + ": " + wrong);
            }
        }
        assertThat(found.stream().limit(25)).as(found.size() + " untruths").isEmpty();
    }

    @ParameterizedTest(name = "{0} models")
    @ValueSource(ints = {2, 3, 4, 5, 6})
    void everyPageOfSeveralTellsTheTruth(int models) {
        List<String> found = new ArrayList<>();
        for (int set = 0; set < 150; set++) {
            List<Profile> profiles = new ArrayList<>();
            for (int model = 0; model < models; model++) {
                profiles.add(profile(40 + models, set, model));
            }
            found.addAll(TruthRules.check(PageAssembler.assemble(profiles, ComparisonPolicy.DEFAULT), profiles));
        }
        assertThat(found.stream().limit(25)).as(found.size() + " untruths").isEmpty();
    }

    @Test
    void sameFactsGiveTheSamePageInAnyOrder() {
        for (int pair = 0; pair < 300; pair++) {
            Profile a = profile(20, pair, 0);
            Profile b = profile(20, pair, 1);

            assertThat(page(b, a)).isEqualTo(page(a, b));
            assertThat(page(shuffled(a, pair), shuffled(b, pair))).isEqualTo(page(a, b));
        }
    }

    @Test
    void revisionsAliasesAndHistoryChangeNoPage() {
        for (int pair = 0; pair < 100; pair++) {
            Profile a = profile(21, pair, 0);
            Profile b = profile(21, pair, 1);
            Profile later = later(a);

            assertThat(VisibleProfile.of(later)).isEqualTo(VisibleProfile.of(a));
            assertThat(page(later, b)).isEqualTo(page(a, b));
        }
    }

    /** Short cells such as "not known" say little; a whole sentence on every page would say nothing. */
    @Test
    void noSentenceStandsOnEveryPage() {
        Set<String> common = null;
        for (int pair = 0; pair < 200; pair++) {
            Set<String> sentences = sentences(page(profile(22, pair, 0), profile(22, pair, 1)));
            if (common == null) {
                common = new HashSet<>(sentences);
            } else {
                common.retainAll(sentences);
            }
        }
        assertThat(common).isEmpty();
    }

    @Test
    void pagesDiffer() {
        Set<String> texts = new HashSet<>();
        Set<Outcome.Verdict> verdicts = new HashSet<>();
        for (int pair = 0; pair < 300; pair++) {
            Page page = page(profile(23, pair, 0), profile(23, pair, 1));
            texts.add(PageText.of(page));
            verdicts.add(page.outcome().verdict());
        }
        assertThat(texts).hasSize(300);
        assertThat(verdicts)
                .contains(Outcome.Verdict.DOMINATES, Outcome.Verdict.TRADE_OFF, Outcome.Verdict.NOT_ENOUGH_EVIDENCE);
    }

    private static Set<String> sentences(Page page) {
        Set<String> sentences = new HashSet<>();
        for (Section section : page.sections()) {
            for (Block block : section.blocks()) {
                if (block instanceof Block.Paragraph paragraph) {
                    paragraph.claims().forEach(claim -> sentences.add(claim.text()));
                } else if (block instanceof Block.Points points) {
                    points.claims().forEach(claim -> sentences.add(claim.text()));
                }
            }
        }
        page.summary().forEach(claim -> sentences.add(claim.text()));
        sentences.add(page.verdict().text());
        return sentences;
    }

    private static Profile shuffled(Profile profile, long seed) {
        ModelState state = profile.catalog();
        PriceSheet sheet = profile.prices();
        return new Profile(
                new ModelState(
                        state.model(),
                        state.revision(),
                        shuffled(state.facts(), seed),
                        shuffled(state.scores(), seed),
                        shuffled(state.statements(), seed),
                        state.takes(),
                        state.aliases()),
                sheet == null ? null : new PriceSheet(sheet.model(), 1, shuffled(sheet.offers(), seed)));
    }

    private static <T> List<T> shuffled(List<T> list, long seed) {
        List<T> copy = new ArrayList<>(list);
        Collections.shuffle(copy, new Random(seed));
        return copy;
    }

    private static Profile later(Profile profile) {
        ModelState state = profile.catalog();
        PriceSheet sheet = profile.prices();
        return new Profile(
                new ModelState(
                        state.model(),
                        77,
                        state.facts(),
                        state.scores(),
                        state.statements(),
                        state.takes(),
                        List.of(new ModelAlias("somewhere", "Some/Spelling"))),
                sheet == null ? null : new PriceSheet(sheet.model(), 99, sheet.offers()));
    }

    private static Profile profile(int seed, int pair, int model) {
        return ProfileGenerator.profile(seed * 10_000L + pair, model);
    }

    private static Page page(Profile a, Profile b) {
        return PageAssembler.assemble(a, b, ComparisonPolicy.DEFAULT);
    }
}
