package dev.crosscheck.publisher.modelsdev;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.crosscheck.event.EventCodec;
import dev.crosscheck.event.EventId;
import dev.crosscheck.event.EventMeta;
import dev.crosscheck.event.catalog.CatalogUpdate;
import dev.crosscheck.event.catalog.ScoreReported;
import dev.crosscheck.event.pricing.PriceReported;
import dev.crosscheck.event.pricing.Terms;
import dev.crosscheck.publisher.source.Mapping;
import dev.crosscheck.publisher.source.Mapping.Mapped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The real catalogue of 2026-07-02, where it lies beside the project. */
class RealCatalogueTest {

    private static final Path FILE = Stream.of("../shared", "../../shared")
            .map(folder -> Path.of(folder, "data/models-dev/catalog.json"))
            .filter(Files::isReadable)
            .findFirst()
            .orElse(Path.of("../shared/data/models-dev/catalog.json"));

    private static final Instant TAKEN = Instant.parse("2026-07-02T00:00:00Z");

    @BeforeAll
    static void needsTheFile() {
        assumeTrue(Files.isReadable(FILE), FILE + " is not there; the hand-written sample covers the same code");
    }

    @Test
    void everyEntryBecomesAnEvent() throws IOException {
        assertThat(events(catalogue()::benchmarks)).hasSize(23);
        assertThat(events(catalogue()::models)).hasSize(231);
        assertThat(events(catalogue()::scores)).hasSize(288);
        assertThat(events(catalogue()::providers)).hasSize(147);
        assertThat(events(catalogue()::prices)).hasSize(5_276);
    }

    @Test
    void offersResolveByUpstreamsRulesOnly() throws IOException {
        assertThat(events(catalogue()::prices))
                .filteredOn(ModelsDevCatalogue.Offer::resolved)
                .hasSize(1_347 + 323 + 174);
    }

    @Test
    void noTwoScoresOfAModelHaveTheSameSetting() throws IOException {
        Set<List<Object>> seen = new HashSet<>();
        for (CatalogUpdate update : events(catalogue()::scores)) {
            ScoreReported score = (ScoreReported) update;
            assertThat(seen.add(List.of(score.model(), score.benchmark(), score.setting())))
                    .as("%s on %s, %s", score.model(), score.benchmark(), score.setting())
                    .isTrue();
        }
    }

    @Test
    void termsAreFourDifferentStates() throws IOException {
        Map<Terms, Long> terms = events(catalogue()::prices).stream()
                .map(ModelsDevCatalogue.Offer::event)
                .collect(Collectors.groupingBy(PriceReported::terms, TreeMap::new, Collectors.counting()));

        assertThat(terms)
                .containsEntry(Terms.PRICED, 5_276L - 382 - 432)
                .containsEntry(Terms.FREE, 59L)
                .containsKeys(Terms.SUBSCRIPTION, Terms.UNKNOWN);
        assertThat(terms.get(Terms.FREE) + terms.get(Terms.SUBSCRIPTION) + terms.get(Terms.UNKNOWN))
                .isEqualTo(382 + 432);
    }

    @Test
    void whatIsDroppedOrRepairedIsCounted() throws IOException {
        Map<String, Long> notes = new TreeMap<>();
        catalogue().models(mapping -> count(mapping, notes));
        catalogue().scores(mapping -> count(mapping, notes));
        catalogue().providers(mapping -> count(mapping, notes));
        catalogue().prices(mapping -> count(mapping, notes));

        assertThat(notes)
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        entry("DROPPED cost.citation (not a price by the token)", 1L),
                        entry("DROPPED cost.image (not a price by the token)", 2L),
                        entry("DROPPED cost.request (not a price by the token)", 1L),
                        entry("DROPPED experimental.modes.fast.cost (beside no ordinary price)", 5L),
                        entry("DROPPED limit.input (a model has no input limit of its own)", 24L),
                        entry("DROPPED weights (a second link)", 1L),
                        entry("NOT_CURATED kind of the provider", 18L),
                        entry("REPAIRED binary rounding taken off a price", 144L),
                        entry("REPAIRED cost.cache_input read as cache_read", 9L),
                        entry("REPAIRED cost.cached_input read as cache_read", 7L),
                        entry("REPAIRED cost.cached_write read as cache_write", 5L),
                        entry("REPAIRED price rounded to nine decimals", 1L)));
    }

    @Test
    void everyEventIsOneThatTheServicesRead() throws IOException {
        Instant now = TAKEN.plusSeconds(1);
        List<Object> all = new ArrayList<>(events(catalogue()::benchmarks));
        all.addAll(events(catalogue()::models));
        all.addAll(events(catalogue()::scores));
        all.addAll(events(catalogue()::providers));
        events(catalogue()::prices).forEach(offer -> all.add(offer.event()));

        for (Object event : all) {
            EventMeta meta = EventMeta.of(EventId.of(event), "/publisher", TAKEN);
            assertThat(EventCodec.decodeInput(EventCodec.structured(meta, event), now)
                            .body())
                    .isEqualTo(event);
        }
        assertThat(all).hasSize(23 + 231 + 288 + 147 + 5_276);
    }

    private static <E> void count(Mapping<E> mapping, Map<String, Long> notes) {
        ((Mapped<E>) mapping).notes().forEach(note -> notes.merge(note.kind() + " " + note.what(), 1L, Long::sum));
    }

    private interface Kind<E> {
        void read(Consumer<Mapping<E>> into) throws IOException;
    }

    private static <E> List<E> events(Kind<E> kind) throws IOException {
        List<E> events = new ArrayList<>();
        kind.read(mapping -> {
            assertThat(mapping).isInstanceOf(Mapped.class);
            events.add(((Mapped<E>) mapping).event());
        });
        return events;
    }

    private static ModelsDevCatalogue catalogue() throws IOException {
        return new ModelsDevCatalogue(new CatalogFile(FILE), ModelsDev.origin(TAKEN));
    }
}
