package dev.crosscheck.catalog.intake;

import static dev.crosscheck.catalog.Catalog.MODELS_DEV;
import static dev.crosscheck.catalog.Catalog.MONDAY;
import static dev.crosscheck.catalog.Catalog.report;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import dev.crosscheck.catalog.Catalog;
import dev.crosscheck.event.EventJson;
import dev.crosscheck.event.catalog.CatalogUpdate;
import dev.crosscheck.event.catalog.ModelAlias;
import dev.crosscheck.event.catalog.ModelReported;
import dev.crosscheck.event.catalog.ModelState;
import dev.crosscheck.event.catalog.SpellingLinked;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What sources called models at any moment: linked, unlinked, listed, late and refused. What the service
 * answers is held against a plain fold of the raw events, written here.
 */
class PastSpellingsTest {

    private static final int EVENTS = 120;
    private static final int QUESTIONS_PER_HISTORY = 250;

    private final Catalog catalog = Catalog.shared();
    private final Clock clock = catalog.context().getBean(Clock.class);

    /** A word on a spelling as it was sent, and its event. */
    private record Word(String id, CatalogUpdate update) {}

    /** Since when the spellings of each model are these. */
    private record Known(Instant since, Map<String, SortedSet<String>> spellings) {}

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 5})
    void spellingsAtAnyMomentAreAsAPlainFoldOfTheWordsSays(long seed) {
        Random random = new Random(seed);
        List<String> models = List.of(catalog.name("past"), catalog.name("past"), catalog.name("past"));
        models.forEach(model -> catalog.sendAll(report(model, MONDAY, "name", "Past")));
        Instant start = clock.instant();
        List<Word> words = tell(random, models);
        List<Known> known = plainly(start, words);
        // The words must not all have been refused.
        assertThat(known).hasSizeGreaterThan(10);

        Set<SortedSet<String>> answers = new HashSet<>();
        for (int question = 0; question < QUESTIONS_PER_HISTORY; question++) {
            String model = models.get(random.nextInt(models.size()));
            Known at = known.get(random.nextInt(known.size()));
            Known before = known.get(Math.max(0, known.indexOf(at) - 1));
            boolean justBefore = at != before && random.nextBoolean();
            Instant knownAt = justBefore ? at.since().minusNanos(1) : at.since();
            // What sources call a model is no fact of a day: when it was true is not asked.
            String asOf = random.nextBoolean() ? "" : "&asOf=" + MONDAY.plus(Duration.ofDays(random.nextInt(9)));

            SortedSet<String> expected = Objects.requireNonNullElse(
                    (justBefore ? before : at).spellings().get(model), new TreeSet<>());
            assertThat(spellings(model, "?knownAt=" + knownAt + asOf))
                    .as("%s at %s%s", model, knownAt, asOf)
                    .isEqualTo(expected);
            answers.add(expected);
        }
        assertThat(answers).hasSizeGreaterThan(5);
        for (String model : models) {
            assertThat(catalog.get("/v1/models/" + model + "?knownAt=" + clock.instant())
                            .body())
                    .isEqualTo(catalog.get("/v1/models/" + model).body());
        }
    }

    // ---- a random history

    private List<Word> tell(Random random, List<String> models) {
        List<String> spellings = List.of(
                catalog.name("acme/Past"), catalog.name("acme/Past"), catalog.name("acme/Past"), catalog.name("Past"));
        List<Word> words = new ArrayList<>();
        for (int i = 0; i < EVENTS; i++) {
            String model = models.get(random.nextInt(models.size()));
            ModelAlias alias = new ModelAlias(MODELS_DEV.id(), spellings.get(random.nextInt(spellings.size())));
            // Mostly in order, some late.
            Instant observedAt = MONDAY.plus(Duration.ofHours(random.nextInt(5) == 0 ? random.nextInt(i + 1) : i));
            CatalogUpdate update = random.nextInt(4) == 0
                    ? new ModelReported(model, MODELS_DEV, observedAt, null, false, Map.of(), List.of(alias))
                    : new SpellingLinked(
                            model,
                            alias,
                            random.nextBoolean(),
                            "An Editor",
                            "Looked it up.",
                            MODELS_DEV,
                            observedAt,
                            null,
                            false);
            words.add(new Word(catalog.send(update), update));
            catalog.taken(words.getLast().id());
        }
        return words;
    }

    private SortedSet<String> spellings(String model, String query) {
        byte[] body = catalog.get("/v1/models/" + model + query).body().getBytes(UTF_8);
        return EventJson.read(body, ModelState.class).aliases().stream()
                .map(ModelAlias::spelling)
                .collect(toCollection(TreeSet::new));
    }

    // ---- the plain fold

    /** The last word on a spelling. */
    private record Held(String model, boolean linked, Instant observedAt) {}

    /** Word by word, what everything is called since it was recorded; a word that changed nothing is left out. */
    private List<Known> plainly(Instant start, List<Word> words) {
        Map<String, Held> held = new HashMap<>();
        List<Known> known = new ArrayList<>(List.of(new Known(start, Map.of())));
        for (Word word : words) {
            String spelling;
            @Nullable Held next;
            switch (word.update()) {
                case SpellingLinked link -> {
                    spelling = link.alias().spelling();
                    next = afterAPerson(held.get(spelling), link);
                }
                case ModelReported report -> {
                    spelling = report.aliases().getFirst().spelling();
                    next = afterAList(held.get(spelling), report);
                }
                default -> throw new AssertionError(word);
            }
            if (next != null && !next.equals(held.put(spelling, next))) {
                Map<String, SortedSet<String>> now = new HashMap<>();
                held.forEach((name, of) -> {
                    if (of.linked()) {
                        now.computeIfAbsent(of.model(), _ -> new TreeSet<>()).add(name);
                    }
                });
                known.add(new Known(recordedAt(word), now));
            }
        }
        return known;
    }

    private static @Nullable Held afterAPerson(@Nullable Held held, SpellingLinked link) {
        boolean late = held != null && held.observedAt().isAfter(link.observedAt());
        boolean anothers = held != null && held.linked() && !held.model().equals(link.model());
        boolean alreadySo = (held != null && held.linked()) == link.linked();
        return late || anothers || alreadySo ? held : new Held(link.model(), link.linked(), link.observedAt());
    }

    private static @Nullable Held afterAList(@Nullable Held held, ModelReported report) {
        boolean anothers = held != null && held.linked() && !held.model().equals(report.model());
        boolean saidByAPerson = held != null && held.model().equals(report.model());
        return anothers || saidByAPerson ? held : new Held(report.model(), true, report.observedAt());
    }

    private Instant recordedAt(Word word) {
        return catalog.dsl()
                .select(DSL.field("recorded_at", OffsetDateTime.class))
                .from("model_alias_history")
                .where(DSL.field("event_id", String.class).eq(word.id()))
                .fetchSingle()
                .value1()
                .toInstant();
    }
}
