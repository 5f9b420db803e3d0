package dev.crosscheck.catalog.intake;

import static dev.crosscheck.catalog.Catalog.MODELS_DEV;
import static dev.crosscheck.catalog.Catalog.MONDAY;
import static dev.crosscheck.catalog.Catalog.SCRAPED;
import static dev.crosscheck.catalog.Catalog.TUESDAY;
import static dev.crosscheck.catalog.Catalog.WEDNESDAY;
import static dev.crosscheck.catalog.Catalog.percent;
import static dev.crosscheck.catalog.Catalog.report;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.crosscheck.catalog.Catalog;
import dev.crosscheck.event.EventJson;
import dev.crosscheck.event.Source;
import dev.crosscheck.event.catalog.CatalogUpdate;
import dev.crosscheck.event.catalog.ModelField;
import dev.crosscheck.event.catalog.ModelReported;
import dev.crosscheck.event.catalog.ModelState;
import dev.crosscheck.event.catalog.ScoreReported;
import dev.crosscheck.event.catalog.Setting;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Models as they were. What the service answers is held against a fold of the raw events that is written
 * here as plainly as can be and shares nothing with the service's own.
 */
class AsOfTest {

    private static final int QUESTIONS_PER_HISTORY = 100;

    /** From the one believed most to the one believed least. */
    private static final List<Source> SOURCES =
            List.of(MODELS_DEV, new Source("openrouter", "OpenRouter", null), SCRAPED);

    private final Catalog catalog = Catalog.shared();
    private final Clock clock = catalog.context().getBean(Clock.class);

    /** What one event says of one item; value is null if it takes back what was said. */
    private record Said(
            String item, Source source, @Nullable String value, Instant observedAt, Instant validFrom, int wave) {}

    /** A history that was told in waves, and the moment at which each had been recorded. */
    private record History(String model, List<Said> said, List<Instant> waves) {}

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89})
    void everyMomentIsAsAPlainFoldOfTheEventsSays(long seed) {
        Random random = new Random(seed);
        History history = tell(random);
        Set<String> answers = new HashSet<>();
        for (int question = 0; question < QUESTIONS_PER_HISTORY; question++) {
            Instant asOf = random.nextInt(4) == 0
                    ? null
                    : MONDAY.plus(Duration.ofMinutes(random.nextInt(100 * 60) - 40 * 60L));
            Integer wave = random.nextInt(4) == 0
                    ? null
                    : random.nextInt(history.waves().size());

            Map<String, String> expected = plainly(history.said(), asOf, wave);
            assertThat(answer(
                            history.model(),
                            asOf,
                            wave == null ? null : history.waves().get(wave)))
                    .as("asOf %s, after wave %s", asOf, wave)
                    .isEqualTo(expected);
            answers.add(expected.toString());
        }
        // The questions must not all have the same answer.
        assertThat(answers).hasSizeGreaterThan(10);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {144, 233, 377, 610})
    void nowIsTheCurrentStateByteForByte(long seed) {
        String model = tell(new Random(seed)).model();
        String current = catalog.get("/v1/models/" + model).body();

        assertThat(catalog.get("/v1/models/" + model + "?asOf=" + clock.instant())
                        .body())
                .isEqualTo(current);
        assertThat(catalog.get("/v1/models/" + model + "?knownAt=" + clock.instant())
                        .body())
                .isEqualTo(current);
    }

    @Test
    void whatWasSaidAgainKeepsALaterWordLate() {
        String model = catalog.name("large");
        catalog.sendAll(
                report(model, MONDAY, "name", "Large", "contextTokens", "8192"),
                report(model, WEDNESDAY, "contextTokens", "8192"),
                report(model, TUESDAY, "contextTokens", "131072"));

        assertThat(answer(model, clock.instant(), null)).containsEntry("contextTokens", "8192 models-dev");
        // Before Wednesday's word, Tuesday's was the newest.
        assertThat(answer(model, TUESDAY, null)).containsEntry("contextTokens", "131072 models-dev");
    }

    @Test
    void correctionSinceADayRewritesThePastAndAChangeDoesNot() {
        String model = catalog.name("large");
        catalog.sendAll(report(model, MONDAY, "name", "Large", "contextTokens", "8192", "maxOutputTokens", "1024"));
        Instant before = clock.instant();
        catalog.sendAll(
                new ModelReported(
                        model,
                        MODELS_DEV,
                        TUESDAY,
                        MONDAY,
                        true,
                        Map.of(ModelField.CONTEXT_TOKENS, "131072"),
                        List.of()),
                report(model, TUESDAY, "maxOutputTokens", "4096"));

        assertThat(answer(model, MONDAY, null))
                .containsEntry("contextTokens", "131072 models-dev")
                .containsEntry("maxOutputTokens", "1024 models-dev");
        assertThat(answer(model, MONDAY, before)).containsEntry("contextTokens", "8192 models-dev");
    }

    @Test
    void momentBeforeEverythingIsNotFoundAndSaysSinceWhenThereIsSomething() {
        String model = catalog.name("large");
        catalog.sendAll(report(model, MONDAY, "name", "Large"));

        HttpResponse<String> before = catalog.get("/v1/models/" + model + "?asOf=2026-03-01");

        assertThat(before.statusCode()).isEqualTo(404);
        assertThat(before.body())
                .contains("/problems/not-known-then")
                .contains("asOf: 2026-03-01T23:59:59.999999Z (expected: 2026-03-02T09:00:00Z or later");
        assertThat(catalog.get("/v1/models/" + model + "?knownAt=2026-03-03").body())
                .contains("knownAt: 2026-03-03T23:59:59.999999Z (expected: ")
                .contains("when the first fact of " + model + " was recorded");
    }

    @ParameterizedTest
    @CsvSource({"asOf,tomorrow", "asOf,2026-02-30", "knownAt,9999-12-31", "knownAt,1969-12-31T23:59:59Z"})
    void whatIsNoMomentOfThePastIsRefused(String field, String text) {
        String model = catalog.name("large");
        catalog.sendAll(report(model, MONDAY, "name", "Large"));

        HttpResponse<String> answer = catalog.get("/v1/models/" + model + "?" + field + "=" + text);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains(field + ": " + text + " (expected: a moment such as");
    }

    // ---- a random history

    private History tell(Random random) {
        String model = catalog.name("past");
        String benchmark = catalog.name("bench");
        catalog.sendAll(percent(benchmark, benchmark, MONDAY), report(model, MONDAY, "name", "Past"));
        List<Said> planned = new ArrayList<>();
        Map<Said, CatalogUpdate> updates = new HashMap<>();
        for (int i = 1; i <= 50; i++) {
            Instant observedAt = MONDAY.plus(Duration.ofHours(i));
            Instant validFrom =
                    random.nextInt(3) == 0 ? observedAt.minus(Duration.ofHours(random.nextInt(60))) : observedAt;
            Source source = SOURCES.get(random.nextInt(SOURCES.size()));
            boolean correction = random.nextInt(4) == 0;
            String value = random.nextInt(6) == 0 ? null : String.valueOf(1 + random.nextInt(3));
            if (random.nextInt(4) == 0) {
                Said said = new Said(benchmark, source, value, observedAt, validFrom, 0);
                planned.add(said);
                updates.put(
                        said,
                        new ScoreReported(
                                model,
                                benchmark,
                                Setting.UNSTATED,
                                value == null ? null : new BigDecimal(value),
                                null,
                                null,
                                null,
                                null,
                                source,
                                observedAt,
                                validFrom,
                                correction));
            } else {
                ModelField field = List.of(ModelField.CONTEXT_TOKENS, ModelField.PARAMETERS)
                        .get(random.nextInt(2));
                Said said = new Said(field.id(), source, value, observedAt, validFrom, 0);
                planned.add(said);
                Map<ModelField, @Nullable String> facts = new HashMap<>();
                facts.put(field, value);
                updates.put(
                        said, new ModelReported(model, source, observedAt, validFrom, correction, facts, List.of()));
            }
        }
        Collections.shuffle(planned, random);
        List<Said> said = new ArrayList<>(List.of(new Said("name", MODELS_DEV, "Past", MONDAY, MONDAY, 0)));
        List<Instant> waves = new ArrayList<>(List.of(clock.instant()));
        for (int from = 0; from < planned.size(); from += 10) {
            List<String> ids = new ArrayList<>();
            for (Said one : planned.subList(from, from + 10)) {
                String id = UUID.randomUUID().toString();
                CatalogUpdate update = Objects.requireNonNull(updates.get(one));
                ids.add(catalog.send(id, null, update));
                if (random.nextInt(5) == 0) {
                    catalog.send(id, null, update);
                }
                said.add(new Said(
                        one.item(), one.source(), one.value(), one.observedAt(), one.validFrom(), waves.size()));
            }
            ids.forEach(catalog::taken);
            waves.add(clock.instant());
        }
        return new History(model, said, waves);
    }

    // ---- the service's answer, in the words of the plain fold

    private Map<String, String> answer(String model, @Nullable Instant asOf, @Nullable Instant knownAt) {
        HttpResponse<String> answer = catalog.get("/v1/models/" + model
                + (asOf == null ? "?" : "?asOf=" + asOf + "&")
                + (knownAt == null ? "" : "knownAt=" + knownAt));
        if (answer.statusCode() == 404) {
            assertThat(answer.body()).contains("/problems/not-known-then");
            return Map.of();
        }
        ModelState state = EventJson.read(answer.body().getBytes(UTF_8), ModelState.class);
        Map<String, String> shown = new TreeMap<>();
        state.facts()
                .forEach(fact -> shown.put(
                        fact.field().id(),
                        said(fact.value(), fact.provenance().source().id(), fact.others())));
        state.scores()
                .forEach(score -> shown.put(
                        score.benchmark().id(),
                        said(
                                score.value().toPlainString(),
                                score.provenance().source().id(),
                                score.others())));
        return shown;
    }

    private static String said(String value, String source, List<ModelState.Claimed> others) {
        return value + " " + source
                + others.stream()
                        .map(other -> ", " + other.value() + " "
                                + other.provenance().source().id())
                        .collect(Collectors.joining());
    }

    // ---- the plain fold

    private static Map<String, String> plainly(List<Said> all, @Nullable Instant asOf, @Nullable Integer wave) {
        Map<String, String> shown = new TreeMap<>();
        Set<String> items = all.stream().map(Said::item).collect(Collectors.toSet());
        for (String item : items) {
            List<String> inOrder = new ArrayList<>();
            for (Source source : SOURCES) {
                Said last = null;
                for (Said one : all) {
                    if (one.item().equals(item)
                            && one.source().equals(source)
                            && (asOf == null || !one.validFrom().isAfter(asOf))
                            && (wave == null || one.wave() <= wave)
                            && (last == null || one.observedAt().isAfter(last.observedAt()))) {
                        last = one;
                    }
                }
                if (last != null && last.value() != null) {
                    inOrder.add(last.value() + " " + source.id());
                }
            }
            if (!inOrder.isEmpty()) {
                shown.put(item, String.join(", ", inOrder));
            }
        }
        return shown;
    }
}
