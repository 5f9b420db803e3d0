package dev.crosscheck.catalog.intake;

import static dev.crosscheck.catalog.Catalog.MONDAY;
import static dev.crosscheck.catalog.Catalog.percent;
import static dev.crosscheck.catalog.Catalog.report;
import static dev.crosscheck.catalog.Catalog.score;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.crosscheck.catalog.Catalog;
import dev.crosscheck.event.catalog.CatalogUpdate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** An import of the size of the largest that the data team has: in any order, and then all of it again. */
class LargeImportTest {

    private static final int MODELS = 250;
    private static final int EVENTS_PER_MODEL = 40;

    private final Catalog catalog = Catalog.shared();

    @Test
    void importEndsInTheSameStatesInAnyOrderAndChangesNothingTheSecondTime() {
        String run = catalog.name("import");
        List<CatalogUpdate> updates = updates(run);
        Collections.shuffle(updates, new Random(1));
        Instant started = Instant.now();

        send(run + "-first", run, updates);
        await().atMost(Duration.ofMinutes(3))
                .untilAsserted(() -> assertThat(settled(run + "-first")).isEqualTo(updates.size()));
        LoggerFactory.getLogger(LargeImportTest.class)
                .atInfo()
                .addKeyValue("events", updates.size())
                .addKeyValue("millis", Duration.between(started, Instant.now()).toMillis())
                .log("Imported");

        long revision = catalog.state(run + "-m7").revision();
        assertThat(catalog.state(run + "-m7").scores()).hasSize(1);
        assertThat(catalog.state(run + "-m7").facts()).hasSize(2);
        assertThat(catalog.state(run + "-m7").facts().getLast().value())
                .isEqualTo(String.valueOf(1_000 + EVENTS_PER_MODEL));

        Collections.shuffle(updates, new Random(2));
        send(run + "-second", run, updates);
        await().atMost(Duration.ofMinutes(3))
                .untilAsserted(() -> assertThat(
                                outcomes(run + "-second").get("duplicate").intValue())
                        .isEqualTo(updates.size()));
        assertThat(catalog.state(run + "-m7").revision()).isEqualTo(revision);
    }

    private static List<CatalogUpdate> updates(String run) {
        List<CatalogUpdate> updates = new ArrayList<>();
        updates.add(percent(run + "-bench", run + " bench", MONDAY));
        for (int i = 0; i < MODELS; i++) {
            String model = run + "-m" + i;
            updates.add(report(model, MONDAY, "name", "Model " + i));
            updates.add(score(model, run + "-bench", "50", MONDAY));
            for (int j = 1; j <= EVENTS_PER_MODEL; j++) {
                updates.add(report(model, MONDAY.plusSeconds(j), "contextTokens", String.valueOf(1_000 + j)));
            }
        }
        return updates;
    }

    private void send(String batch, String ids, List<CatalogUpdate> updates) {
        // The id is made from the content, as importers do, whatever the order.
        updates.forEach(update -> catalog.send(
                ids + "-" + Integer.toHexString(update.toString().hashCode()) + "-" + update.subject(), batch, update));
    }

    /** Events that came to an end; nothing waits any more. */
    private int settled(String batch) {
        JsonNode outcomes = outcomes(batch);
        return outcomes.path("accepted").intValue()
                + outcomes.path("unchanged").intValue()
                + outcomes.path("late").intValue();
    }

    private JsonNode outcomes(String batch) {
        return catalog.json("/v1/batches/" + batch).path("outcomes");
    }
}
