package dev.crosscheck.catalog.intake;

import static dev.crosscheck.catalog.Catalog.MODELS_DEV;
import static dev.crosscheck.catalog.Catalog.MONDAY;
import static dev.crosscheck.catalog.Catalog.SCRAPED;
import static dev.crosscheck.catalog.Catalog.TUESDAY;
import static dev.crosscheck.catalog.Catalog.WEDNESDAY;
import static dev.crosscheck.catalog.Catalog.percent;
import static dev.crosscheck.catalog.Catalog.report;
import static dev.crosscheck.catalog.Catalog.score;
import static dev.crosscheck.catalog.Catalog.spelled;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.crosscheck.catalog.Catalog;
import dev.crosscheck.event.catalog.ModelField;
import dev.crosscheck.event.catalog.ModelState;
import dev.crosscheck.event.catalog.ModelState.Fact;
import dev.crosscheck.event.catalog.StatementKind;
import dev.crosscheck.event.catalog.StatementMade;
import dev.crosscheck.event.catalog.TakeWritten;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class CatalogIntakeTest {

    private final Catalog catalog = Catalog.shared();

    @Test
    void reportedModelIsPublishedWhole() {
        String model = catalog.name("large");

        catalog.sendAll(report(model, MONDAY, "name", "Large", "contextTokens", "131072"));

        assertThat(catalog.published(model)).singleElement().satisfies(state -> {
            assertThat(state.revision()).isEqualTo(1);
            assertThat(state.facts())
                    .extracting(Fact::field)
                    .containsExactly(ModelField.NAME, ModelField.CONTEXT_TOKENS);
            assertThat(state.facts()).extracting(Fact::value).containsExactly("Large", "131072");
            assertThat(state.facts().getFirst().provenance().source()).isEqualTo(MODELS_DEV);
        });
    }

    @Test
    void repeatedEventChangesNothing() {
        String model = catalog.name("large");
        String id = UUID.randomUUID().toString();
        String batch = catalog.name("batch");
        catalog.send(id, batch, report(model, MONDAY, "name", "Large"));
        catalog.send(id, batch, report(model, MONDAY, "name", "Large"));
        catalog.sendAll(report(model, MONDAY, "contextTokens", "8192"));
        catalog.send(id, batch, report(model, MONDAY, "name", "Large"));
        catalog.sendAll(report(model, MONDAY, "vision", "true"));

        assertThat(history(model))
                .extracting(entry -> entry.get("item").stringValue())
                .containsExactly("name", "contextTokens", "vision");
        assertThat(catalog.outcome(id)).isEqualTo("accepted");
        JsonNode outcomes = catalog.json("/v1/batches/" + batch).get("outcomes");
        assertThat(outcomes.get("accepted").intValue()).isEqualTo(1);
        assertThat(outcomes.get("duplicate").intValue()).isEqualTo(2);
    }

    @Test
    void sameWordAgainPublishesNothing() {
        String model = catalog.name("large");
        catalog.sendAll(report(model, MONDAY, "name", "Large", "vision", "true"));

        List<String> ids = catalog.sendAll(report(model, TUESDAY, "name", "Large", "vision", "true"));

        assertThat(catalog.outcome(ids.getFirst())).isEqualTo("unchanged");
        assertThat(catalog.published(model)).hasSize(1);
        assertThat(history(model)).hasSize(2);
    }

    @Test
    void lateWordEntersHistoryAndNotThePresent() {
        String model = catalog.name("large");
        catalog.sendAll(report(model, TUESDAY, "name", "Large", "contextTokens", "131072"));

        List<String> ids = catalog.sendAll(report(model, MONDAY, "contextTokens", "8192"));

        assertThat(catalog.outcome(ids.getFirst())).isEqualTo("late");
        assertThat(value(catalog.state(model), ModelField.CONTEXT_TOKENS)).isEqualTo("131072");
        assertThat(catalog.published(model)).hasSize(1);
        assertThat(history(model).getLast().get("decision").stringValue()).isEqualTo("late");
    }

    @Test
    void correctionAndChangeAreToldApartInHistory() {
        String model = catalog.name("large");
        catalog.sendAll(
                report(model, MONDAY, "name", "Large", "contextTokens", "8192"),
                report(model, TUESDAY, "contextTokens", "131072"),
                report(model, MODELS_DEV, WEDNESDAY, true, "contextTokens", "128000"),
                report(model, WEDNESDAY.plusSeconds(1), "contextTokens", null));

        assertThat(history(model).stream()
                        .filter(entry -> entry.get("item").stringValue().equals("contextTokens"))
                        .map(entry -> entry.get("decision").stringValue()))
                .containsExactly("new", "change", "correction", "retraction");
        assertThat(catalog.state(model).facts()).extracting(Fact::field).containsExactly(ModelField.NAME);
    }

    @Test
    void stateSaysWhichWordTookBackAnEarlierOneEvenIfItIsSaidAgain() {
        String model = catalog.name("large");
        catalog.sendAll(
                report(model, MODELS_DEV, MONDAY, false, "name", "Large", "contextTokens", "8192"),
                report(model, MODELS_DEV, TUESDAY, true, "contextTokens", "128000"),
                report(model, MODELS_DEV, WEDNESDAY, false, "contextTokens", "128000"));

        assertThat(catalog.state(model).facts())
                .extracting(fact -> fact.provenance().correction())
                .containsExactly(false, true);
    }

    @Test
    void sourcesThatDisagreeAreBothKeptAndThePolicyChooses() {
        String model = catalog.name("large");

        catalog.sendAll(
                report(model, SCRAPED, TUESDAY, false, "name", "Large", "contextTokens", "100000"),
                report(model, MODELS_DEV, MONDAY, false, "contextTokens", "131072"));

        Fact context = catalog.state(model).facts().stream()
                .filter(fact -> fact.field() == ModelField.CONTEXT_TOKENS)
                .findFirst()
                .orElseThrow();
        JsonNode listed = catalog.json("/v1/conflicts?model=" + model);
        assertThat(listed.at("/items/0/what").stringValue()).isEqualTo("contextTokens");
        assertThat(listed.at("/items/0/others/0/value").stringValue()).isEqualTo("100000");
        assertThat(catalog.json("/v1/conflicts?limit=1000").get("items"))
                .anyMatch(item -> item.get("model").stringValue().equals(model));
        assertThat(catalog.json("/v1/sources").get("items"))
                .anyMatch(source -> source.get("source").stringValue().equals(MODELS_DEV.id()));
        assertThat(context.value()).isEqualTo("131072");
        assertThat(context.rule()).contains("before");
        assertThat(context.others()).singleElement().satisfies(other -> {
            assertThat(other.value()).isEqualTo("100000");
            assertThat(other.provenance().source()).isEqualTo(SCRAPED);
            assertThat(other.disagrees()).isTrue();
        });
    }

    @Test
    void updateThatWaitsIsShownToThoseWhoWatch() {
        catalog.sendAll(report(catalog.name("large"), MONDAY, "contextTokens", "131072"));

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> assertThat(gauge("crosscheck.updates.waiting")).isPositive());
        assertThat(gauge("crosscheck.updates.waiting.age")).isNotNegative();
    }

    private double gauge(String name) {
        return catalog.context().getBean(MeterRegistry.class).get(name).gauge().value();
    }

    @Test
    void unknownModelWithoutANameWaitsUntilItIsNamed() {
        String model = catalog.name("large");
        List<String> early = catalog.sendAll(report(model, MONDAY, "contextTokens", "131072"));
        assertThat(catalog.outcome(early.getFirst())).isEqualTo("waiting");
        assertThat(waiting()).anySatisfy(item -> {
            assertThat(item.get("event").stringValue()).isEqualTo(early.getFirst());
            assertThat(item.get("field").stringValue()).isEqualTo("model");
            assertThat(item.get("met").stringValue()).isEqualTo(model);
            assertThat(item.get("expected").stringValue()).contains("facts.name");
        });
        assertThat(catalog.get("/v1/models/" + model).statusCode()).isEqualTo(404);

        catalog.sendAll(report(model, MONDAY, "name", "Large"));

        assertThat(catalog.outcome(early.getFirst())).isEqualTo("accepted");
        assertThat(value(catalog.state(model), ModelField.CONTEXT_TOKENS)).isEqualTo("131072");
        assertThat(waiting())
                .noneSatisfy(item -> assertThat(item.get("event").stringValue()).isEqualTo(early.getFirst()));
        assertThat(catalog.published(model)).hasSize(1);
    }

    @Test
    void scoreWaitsForItsModelsSpellingThenForItsBenchmark() {
        String model = catalog.name("large");
        String spelling = "Acme/" + model;
        String benchmark = catalog.name("bench");
        String batch = catalog.name("batch");
        String id = catalog.send(UUID.randomUUID().toString(), batch, score(spelling, benchmark, "71.5", MONDAY));
        assertThat(catalog.outcome(id)).isEqualTo("waiting");

        catalog.sendAll(report(model, MONDAY, "name", "Large"), spelled(model, spelling));
        assertThat(catalog.outcome(id)).isEqualTo("waiting");
        assertThat(catalog.taken(id).detail()).startsWith("benchmark: " + benchmark);

        catalog.sendAll(percent(benchmark, "Bench " + benchmark, MONDAY));
        assertThat(catalog.outcome(id)).isEqualTo("accepted");
        assertThat(catalog.state(model).scores()).singleElement().satisfies(score -> {
            assertThat(score.value()).isEqualByComparingTo("71.5");
            assertThat(score.benchmark().id()).isEqualTo(benchmark);
        });
        JsonNode outcomes = catalog.json("/v1/batches/" + batch).get("outcomes");
        assertThat(outcomes.get("waiting").intValue()).isZero();
        assertThat(outcomes.get("accepted").intValue()).isEqualTo(1);
    }

    @Test
    void waitingScoreThatTurnsOutWrongIsSetAside() {
        String model = catalog.name("large");
        String benchmark = catalog.name("bench");
        List<String> ids =
                catalog.sendAll(report(model, MONDAY, "name", "Large"), score(model, benchmark, "101", MONDAY));
        assertThat(catalog.outcome(ids.getLast())).isEqualTo("waiting");

        catalog.sendAll(percent(benchmark, "Bench " + benchmark, MONDAY));

        assertThat(catalog.outcome(ids.getLast())).isEqualTo("refused");
        assertThat(deadLetters())
                .anySatisfy(letter -> assertThat(letter.get("reason").stringValue())
                        .startsWith("value: 101 (expected: 0 to 100, the range of " + benchmark));
    }

    @Test
    void spellingOfAnotherModelIsRefused() {
        String first = catalog.name("large");
        String second = catalog.name("large");
        catalog.sendAll(report(first, MONDAY, "name", "First"), report(second, MONDAY, "name", "Second"));
        catalog.sendAll(spelled(first, "Acme/" + first));

        List<String> ids = catalog.sendAll(spelled(second, "Acme/" + first));

        assertThat(catalog.outcome(ids.getFirst())).isEqualTo("refused");
        assertThat(catalog.taken(ids.getFirst()).detail())
                .contains("Acme/" + first)
                .contains("known as " + first);
        assertThat(catalog.state(second).aliases()).isEmpty();
    }

    @Test
    void redefinedBenchmarkRepublishesTheModelsWithScoresOnIt() {
        String model = catalog.name("large");
        String benchmark = catalog.name("bench");
        catalog.sendAll(
                percent(benchmark, "Old " + benchmark, MONDAY),
                report(model, MONDAY, "name", "Large"),
                score("unknown-" + model, benchmark, "1", MONDAY),
                score(model, benchmark, "71.5", MONDAY));

        catalog.sendAll(percent(benchmark, "New " + benchmark, TUESDAY));

        assertThat(catalog.published(model)
                        .getLast()
                        .scores()
                        .getFirst()
                        .benchmark()
                        .name())
                .isEqualTo("New " + benchmark);
        assertThat(catalog.json("/v1/benchmarks/" + benchmark).get("spellings").toString())
                .contains("Old " + benchmark, "New " + benchmark);
    }

    @Test
    void scoresDifferBySettingAndTheSameNumberIsUnchanged() {
        String model = catalog.name("large");
        String benchmark = catalog.name("bench");
        catalog.sendAll(
                percent(benchmark, "Bench " + benchmark, MONDAY),
                report(model, MONDAY, "name", "Large"),
                score(model, benchmark, "71.50", MONDAY));

        List<String> ids =
                catalog.sendAll(score(model, benchmark, "71.5", TUESDAY), score(model, benchmark, null, WEDNESDAY));

        assertThat(ids.stream().map(catalog::outcome)).containsExactly("unchanged", "accepted");
        assertThat(catalog.state(model).scores()).isEmpty();
    }

    @Test
    void statementsAndTakesStandWithTheirModels() {
        String first = catalog.name("large");
        String second = catalog.name("small");
        String take = catalog.name("take");
        catalog.sendAll(report(first, MONDAY, "name", "First"), report(second, MONDAY, "name", "Second"));

        catalog.sendAll(
                new StatementMade(
                        "edge", first, StatementKind.STRENGTH, null, "Runs on a phone.", SCRAPED, MONDAY, null, false),
                take(take, List.of(first, second), "Both are *fine*.", MONDAY),
                // From now on it speaks of others, and leaves the model that kept it.
                take(take, List.of(second, "x-" + second), "Waits.", TUESDAY));

        assertThat(catalog.state(first).statements()).singleElement().satisfies(statement -> {
            assertThat(statement.id()).isEqualTo("edge");
            assertThat(statement.provenance().source()).isEqualTo(SCRAPED);
        });
        assertThat(catalog.state(first).takes())
                .singleElement()
                .satisfies(written -> assertThat(written.models()).containsExactly(first, second));

        catalog.sendAll(report("x-" + second, MONDAY, "name", "Third"));
        assertThat(catalog.state(first).takes()).isEmpty();
        assertThat(catalog.state(second).takes())
                .singleElement()
                .satisfies(written -> assertThat(written.markdown()).isEqualTo("Waits."));
    }

    @Test
    void burstOfUpdatesOfOneModelEndsInItsNewestState() {
        String model = catalog.name("large");
        List<String> ids = new ArrayList<>();
        ids.add(catalog.send(report(model, MONDAY, "name", "Large")));
        IntStream.rangeClosed(1, 1_000)
                .forEach(i -> ids.add(catalog.send(
                        report(model, MONDAY.plusSeconds(i), "contextTokens", String.valueOf(1_000 + i)))));

        ids.forEach(catalog::taken);

        ModelState state = catalog.state(model);
        assertThat(value(state, ModelField.CONTEXT_TOKENS)).isEqualTo("2000");
        assertThat(history(model)).hasSize(1_000);
        // One state for each batch that was read, not for each event.
        assertThat(catalog.published(model)).hasSizeLessThan(200);
        assertThat(catalog.published(model).stream().map(ModelState::revision)).isSorted();
    }

    @Test
    void numberOutOfRangeIsRefusedWithTheRange() {
        String model = catalog.name("large");
        String benchmark = catalog.name("bench");
        List<String> ids = catalog.sendAll(
                percent(benchmark, "Bench " + benchmark, MONDAY),
                report(model, MONDAY, "name", "Large"),
                score(model, benchmark, "-0.1", MONDAY));

        assertThat(catalog.taken(ids.getLast()).detail())
                .isEqualTo("value: -0.1 (expected: 0 to 100, the range of " + benchmark + ")");
        assertThat(catalog.state(model).scores()).isEmpty();
    }

    private static TakeWritten take(String take, List<String> models, String markdown, java.time.Instant at) {
        return new TakeWritten(take, models, markdown, "Ada Editor", List.of(), MODELS_DEV, at, null, false);
    }

    private static String value(ModelState state, ModelField field) {
        return state.facts().stream()
                .filter(fact -> fact.field() == field)
                .findFirst()
                .orElseThrow()
                .value();
    }

    private List<JsonNode> history(String model) {
        return items("/v1/models/" + model + "/history?limit=1000");
    }

    private List<JsonNode> waiting() {
        return items("/v1/waiting?limit=1000");
    }

    private List<JsonNode> deadLetters() {
        return items("/v1/dead-letters?limit=1000");
    }

    private List<JsonNode> items(String path) {
        List<JsonNode> items = new ArrayList<>();
        catalog.json(path).get("items").forEach(items::add);
        return items;
    }
}
