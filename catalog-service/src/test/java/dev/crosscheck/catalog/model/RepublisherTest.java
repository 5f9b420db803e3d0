package dev.crosscheck.catalog.model;

import static dev.crosscheck.catalog.Catalog.MONDAY;
import static dev.crosscheck.catalog.Catalog.TUESDAY;
import static dev.crosscheck.catalog.Catalog.report;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.crosscheck.catalog.Catalog;
import dev.crosscheck.event.catalog.ModelState;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RepublisherTest {

    private final Catalog catalog = Catalog.shared();

    @Test
    void everyStateIsPublishedAgainAsItWas() {
        String model = catalog.name("large");
        catalog.sendAll(report(model, MONDAY, "name", "Large"), report(model, TUESDAY, "vision", "true"));
        ModelState before = catalog.published(model).getLast();
        int states = catalog.published(model).size();

        int republished =
                catalog.context().getBean(Republisher.class).republish().models();

        assertThat(republished).isPositive();
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(catalog.published(model)).hasSize(states + 1));
        assertThat(catalog.published(model).getLast()).isEqualTo(before);
    }

    @Test
    void revisionsOfARestoredDatabaseAreLiftedAndGrowFromThere() {
        String model = catalog.name("large");
        catalog.sendAll(report(model, MONDAY, "name", "Large"));
        ModelState before = catalog.published(model).getLast();
        long saidSinceTheBackup = 1_000_000;

        catalog.context().getBean(Republisher.class).republish(saidSinceTheBackup + 1);
        catalog.sendAll(report(model, TUESDAY, "vision", "true"));

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> assertThat(catalog.published(model).getLast().revision())
                                .isEqualTo(saidSinceTheBackup + 2));
        assertThat(before.revision()).isLessThan(saidSinceTheBackup);
    }

    /** It was known before: to others, who have taken in what was said of it after the backup. */
    @Test
    void modelThatARestoredDatabaseHasForgottenBeginsAboveWhatWasSaidOfIt() {
        String model = catalog.name("forgotten");
        long saidSinceTheBackup = 2_000_000;
        try {
            catalog.context().getBean(Republisher.class).lift(saidSinceTheBackup);

            catalog.sendAll(report(model, MONDAY, "name", "Large"));

            assertThat(catalog.published(model).getLast().revision()).isEqualTo(saidSinceTheBackup + 1);
        } finally {
            catalog.dsl().execute("update revision_floor set floor = 0");
        }
    }
}
