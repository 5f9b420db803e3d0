package dev.crosscheck.catalog.intake;

import static dev.crosscheck.catalog.Catalog.MODELS_DEV;
import static dev.crosscheck.catalog.Catalog.MONDAY;
import static dev.crosscheck.catalog.Catalog.TUESDAY;
import static dev.crosscheck.catalog.Catalog.WEDNESDAY;
import static dev.crosscheck.catalog.Catalog.percent;
import static dev.crosscheck.catalog.Catalog.report;
import static dev.crosscheck.catalog.Catalog.score;
import static dev.crosscheck.catalog.Catalog.spelled;
import static org.assertj.core.api.Assertions.assertThat;

import dev.crosscheck.catalog.Catalog;
import dev.crosscheck.event.catalog.ModelAlias;
import dev.crosscheck.event.catalog.SpellingLinked;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class SpellingsTest {

    private final Catalog catalog = Catalog.shared();

    @Test
    void linkedSpellingIsPublishedAndTakesWhatWaitedUnderIt() {
        String model = catalog.name("large");
        String benchmark = catalog.name("quiz");
        String spelling = catalog.name("acme/Large");
        catalog.sendAll(report(model, MONDAY, "name", "Large"), percent(benchmark, benchmark, MONDAY));
        String waiting = catalog.send(score(spelling, benchmark, "50", MONDAY));
        assertThat(catalog.outcome(waiting)).isEqualTo("waiting");

        catalog.sendAll(link(model, spelling, true, TUESDAY));

        assertThat(catalog.outcome(waiting)).isEqualTo("accepted");
        assertThat(catalog.state(model).aliases()).containsExactly(new ModelAlias(MODELS_DEV.id(), spelling));
        assertThat(catalog.published(model).getLast().aliases())
                .containsExactly(new ModelAlias(MODELS_DEV.id(), spelling));
    }

    @Test
    void unlinkedSpellingLeavesTheStateAndWhatComesUnderItWaits() {
        String model = catalog.name("large");
        String benchmark = catalog.name("quiz");
        String spelling = catalog.name("acme/Large");
        catalog.sendAll(
                report(model, MONDAY, "name", "Large"),
                percent(benchmark, benchmark, MONDAY),
                link(model, spelling, true, MONDAY));

        catalog.sendAll(link(model, spelling, false, TUESDAY));

        assertThat(catalog.published(model).getLast().aliases()).isEmpty();
        assertThat(catalog.outcome(catalog.send(score(spelling, benchmark, "50", TUESDAY))))
                .isEqualTo("waiting");
    }

    @Test
    void listOfAliasesDoesNotLinkAgainWhatAPersonHasUnlinked() {
        String model = catalog.name("large");
        String spelling = catalog.name("acme/Large");
        catalog.sendAll(report(model, MONDAY, "name", "Large"), spelled(model, spelling));
        catalog.sendAll(link(model, spelling, false, TUESDAY));

        String again = catalog.send(spelled(model, spelling));

        assertThat(catalog.outcome(again)).isEqualTo("unchanged");
        assertThat(catalog.state(model).aliases()).isEmpty();
    }

    @Test
    void unlinkedSpellingCanBeLinkedToAnotherModel() {
        String model = catalog.name("large");
        String other = catalog.name("larger");
        String spelling = catalog.name("acme/Large");
        catalog.sendAll(
                report(model, MONDAY, "name", "Large"),
                report(other, MONDAY, "name", "Larger"),
                link(model, spelling, true, MONDAY));
        String refused = catalog.send(link(other, spelling, true, TUESDAY));
        assertThat(catalog.taken(refused).detail()).contains("it is known as " + model);

        catalog.sendAll(link(model, spelling, false, TUESDAY));
        catalog.sendAll(link(other, spelling, true, WEDNESDAY));

        assertThat(catalog.state(model).aliases()).isEmpty();
        assertThat(catalog.state(other).aliases()).containsExactly(new ModelAlias(MODELS_DEV.id(), spelling));
    }

    @Test
    void linkThatComesAfterANewerWordEntersHistoryOnly() {
        String model = catalog.name("large");
        String spelling = catalog.name("acme/Large");
        catalog.sendAll(report(model, MONDAY, "name", "Large"), link(model, spelling, true, MONDAY));
        catalog.sendAll(link(model, spelling, false, WEDNESDAY));

        String late = catalog.send(link(model, spelling, true, TUESDAY));

        assertThat(catalog.outcome(late)).isEqualTo("late");
        assertThat(catalog.state(model).aliases()).isEmpty();
    }

    @Test
    void sameWordAgainChangesNothing() {
        String model = catalog.name("large");
        String spelling = catalog.name("acme/Large");
        catalog.sendAll(report(model, MONDAY, "name", "Large"), link(model, spelling, true, MONDAY));

        assertThat(catalog.outcome(catalog.send(link(model, spelling, true, TUESDAY))))
                .isEqualTo("unchanged");
        assertThat(catalog.outcome(catalog.send(link(model, spelling + "-2", false, TUESDAY))))
                .isEqualTo("unchanged");
    }

    @Test
    void idOfAnotherModelIsNoSpelling() {
        String model = catalog.name("large");
        String other = catalog.name("larger");
        catalog.sendAll(report(model, MONDAY, "name", "Large"), report(other, MONDAY, "name", "Larger"));

        String refused = catalog.send(link(model, other, true, MONDAY));

        assertThat(catalog.taken(refused).detail()).contains("it is the id of another model");
    }

    @Test
    void linkWaitsForItsModel() {
        String model = catalog.name("large");
        String spelling = catalog.name("acme/Large");
        String waiting = catalog.send(link(model, spelling, true, MONDAY));
        assertThat(catalog.outcome(waiting)).isEqualTo("waiting");

        catalog.sendAll(report(model, MONDAY, "name", "Large"));

        assertThat(catalog.outcome(waiting)).isEqualTo("accepted");
        assertThat(catalog.state(model).aliases()).hasSize(1);
    }

    @Test
    void listShowsWhoLinkedAndUnlinkedASpellingWhenAndWhy() {
        String model = catalog.name("large");
        String spelling = catalog.name("acme/Large");
        catalog.sendAll(report(model, MONDAY, "name", "Large"), spelled(model, spelling));
        catalog.sendAll(link(model, spelling, false, TUESDAY));

        JsonNode item = catalog.json(
                        "/v1/aliases?source=models-dev&spelling=" + URLEncoder.encode(spelling, StandardCharsets.UTF_8))
                .get("items")
                .get(0);

        assertThat(item.get("model").stringValue()).isEqualTo(model);
        assertThat(item.get("linked").booleanValue()).isFalse();
        assertThat(item.get("history"))
                .extracting(word -> word.get("decision").stringValue())
                .containsExactly("linked", "unlinked");
        assertThat(item.get("history").get(0).has("by")).isFalse();
        assertThat(item.get("history").get(1).get("by").stringValue()).isEqualTo("An Editor");
        assertThat(item.get("history").get(1).get("why").stringValue()).isEqualTo("Looked it up.");
    }

    @Test
    void listGoesOnAfterItsNext() {
        String model = catalog.name("large");
        catalog.sendAll(
                report(model, MONDAY, "name", "Large"),
                link(model, model + " one", true, MONDAY),
                link(model, model + " two", true, MONDAY));

        JsonNode first = catalog.json("/v1/aliases?limit=1&model=" + model);
        JsonNode second = catalog.json("/v1/aliases?limit=1&model=" + model + "&after="
                + URLEncoder.encode(first.get("next").stringValue(), StandardCharsets.UTF_8));

        assertThat(first.get("items").get(0).get("spelling").stringValue()).isEqualTo(model + " one");
        assertThat(second.get("items").get(0).get("spelling").stringValue()).isEqualTo(model + " two");
        assertThat(catalog.get("/v1/aliases?after=nothing").statusCode()).isEqualTo(400);
    }

    private static SpellingLinked link(String model, String spelling, boolean linked, Instant at) {
        return new SpellingLinked(
                model,
                new ModelAlias(MODELS_DEV.id(), spelling),
                linked,
                "An Editor",
                "Looked it up.",
                MODELS_DEV,
                at,
                null,
                false);
    }
}
