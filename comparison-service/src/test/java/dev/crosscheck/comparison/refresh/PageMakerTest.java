package dev.crosscheck.comparison.refresh;

import static dev.crosscheck.comparison.sample.Samples.model;
import static dev.crosscheck.comparison.sample.Samples.prices;
import static org.assertj.core.api.Assertions.assertThat;

import dev.crosscheck.comparison.fact.KnownModel;
import dev.crosscheck.comparison.page.Catalogue;
import dev.crosscheck.comparison.page.Outcome;
import dev.crosscheck.comparison.page.Page;
import dev.crosscheck.comparison.page.Profile;
import dev.crosscheck.comparison.pagestore.FreshPage;
import dev.crosscheck.comparison.pagestore.PackedPage;
import dev.crosscheck.comparison.pagestore.PageFunction;
import dev.crosscheck.comparison.pagestore.PageKey;
import dev.crosscheck.comparison.sample.Engine;
import dev.crosscheck.comparison.sample.SimplePages;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** One thread makes all pages of a test, so that as many as ever are packed together. */
class PageMakerTest {

    private static final RefreshConfig ONE_THREAD = new RefreshConfig(
            true, 1_000, 1_000, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, 1);

    private final Map<String, KnownModel> models = new TreeMap<>();
    private final List<PageKey> keys = new ArrayList<>();
    private final MeterRegistry meters = new SimpleMeterRegistry();

    private void know(List<Profile> profiles) {
        profiles.forEach(profile -> models.put(profile.model(), new KnownModel(profile, 7)));
        for (String first : models.keySet()) {
            for (String second : models.keySet()) {
                if (first.compareTo(second) < 0) {
                    keys.add(new PageKey(first, second));
                }
            }
        }
    }

    @Test
    void pagesThatArePackedTogetherAreWhatEachIsAlone() {
        try (Engine engine = Engine.startWithRealPages()) {
            know(Catalogue.of(12));
            PageFunction function = engine.get(PageFunction.class);

            List<PackedPage> together = make(function);

            assertThat(together).extracting(PackedPage::key).containsExactlyElementsOf(keys);
            assertThat(together).allSatisfy(page -> {
                PackedPage alone = FreshPage.make(
                                function,
                                models.get(page.key().first()),
                                models.get(page.key().second()))
                        .packed();
                assertThat(page)
                        .usingRecursiveComparison()
                        .as(page.key().toString())
                        .isEqualTo(alone);
            });
        }
    }

    /** One of the first sixteen, one of the second, and the very last. */
    @Test
    void pagesThatCannotBePackedKeepNoOtherBack() {
        know(simpleProfiles());
        List<PageKey> bad = List.of(keys.get(3), keys.get(16), keys.getLast());

        List<PackedPage> made = make((first, second) -> {
            Page page = SimplePages.page(first, second);
            return bad.contains(new PageKey(first.model(), second.model())) ? ofAThirdModel(page) : page;
        });

        assertAllBut(bad, made);
    }

    @Test
    void pagesThatCannotBeMadeKeepNoOtherBack() {
        know(simpleProfiles());
        List<PageKey> bad = List.of(keys.get(3), keys.get(16), keys.getLast());

        List<PackedPage> made = make((first, second) -> {
            if (bad.contains(new PageKey(first.model(), second.model()))) {
                throw new IllegalArgumentException("a fact nobody thought of");
            }
            return SimplePages.page(first, second);
        });

        assertAllBut(bad, made);
    }

    private void assertAllBut(List<PageKey> bad, List<PackedPage> made) {
        assertThat(made)
                .extracting(PackedPage::key)
                .containsExactlyElementsOf(
                        keys.stream().filter(key -> !bad.contains(key)).toList());
        assertThat(meters.counter("crosscheck.pages.failed").count()).isEqualTo(bad.size());
    }

    private List<PackedPage> make(PageFunction function) {
        PageMaker maker = new PageMaker(function, ONE_THREAD, meters);
        try {
            return maker.make(keys, new KnownFacts(), Map.of()).join();
        } finally {
            maker.close();
        }
    }

    private static List<Profile> simpleProfiles() {
        return Stream.of("a", "b", "c", "d", "e", "f", "g", "h", "i")
                .map(id -> new Profile(model(id, 1), prices(id, 1, "1")))
                .toList();
    }

    /** What it decided cannot be written: it names a model that is not on the page. */
    private static Page ofAThirdModel(Page page) {
        Outcome outcome = page.outcome();
        return new Page(
                page.models(),
                page.title(),
                page.verdict(),
                page.summary(),
                page.reviewedOn(),
                page.oldestFact(),
                new Outcome(
                        outcome.verdict(),
                        "a-third-model",
                        outcome.cheaper(),
                        outcome.blended(),
                        outcome.monthlyCost(),
                        outcome.leaders(),
                        outcome.missing()),
                page.sections(),
                page.evidence());
    }

    private final class KnownFacts implements PageMaker.Facts {

        @Override
        public KnownModel model(String id) {
            return models.get(id);
        }

        @Override
        public boolean isLeft(PageKey key) {
            return false;
        }

        @Override
        public boolean isAgain(PageKey key) {
            return false;
        }
    }
}
