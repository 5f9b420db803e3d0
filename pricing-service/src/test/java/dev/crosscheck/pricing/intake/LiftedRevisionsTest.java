package dev.crosscheck.pricing.intake;

import static dev.crosscheck.pricing.intake.Events.MONDAY;
import static dev.crosscheck.pricing.intake.Events.TUESDAY;
import static dev.crosscheck.pricing.intake.Events.WEDNESDAY;
import static dev.crosscheck.pricing.intake.Events.model;
import static dev.crosscheck.pricing.intake.Events.price;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.crosscheck.kit.database.Pipeline;
import dev.crosscheck.kit.outbox.RevisionFloor;
import dev.crosscheck.pricing.TestClock;
import dev.crosscheck.pricing.price.PriceSheets;
import dev.crosscheck.pricing.price.PriceSheets.Material;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A restored database has its revisions lifted while another replica takes prices in: no sheet is left unsaid. */
class LiftedRevisionsTest {

    private static final List<String> MODEL = List.of("large-2");
    private static final long LIFTED = TestClock.NOW.toEpochMilli();

    private static Pricing pricing;
    private static PriceSheets sheets;

    @BeforeAll
    static void start() {
        pricing = Pricing.start();
        sheets = pricing.context.getBean(PriceSheets.class);
    }

    @AfterAll
    static void stop() {
        pricing.close();
    }

    @BeforeEach
    void saySheet() {
        pricing.reset();
        pricing.dsl.execute("update revision_floor set floor = 0");
        pricing.learn(model("large-2", 1));
        pricing.take(price("3", "15", MONDAY));
        assertThat(pricing.sheet("large-2").revision()).isEqualTo(1);
        pricing.sent();
    }

    @Test
    void sheetWhoseRevisionWasReadIsSaidBeforeRevisionsAreLifted() {
        CompletableFuture<Void> lift = pricing.dsl.transactionResult(tx -> {
            Pipeline pipeline = Pipeline.of(tx.dsl());
            Material material = sheets.material(pipeline, MODEL);
            assertThat(material.revisions().get()).containsEntry("large-2", 1L);
            CompletableFuture<Void> lifting = CompletableFuture.runAsync(this::lift);
            awaitBlocked(lifting);
            sheets.publish(pipeline, MODEL, List.of(), material);
            pipeline.flush();
            return lifting;
        });
        lift.join();

        assertThat(pricing.outgoing()).containsOnlyKeys("large-2");
        assertThat(pricing.outgoing().get("large-2").revision()).isEqualTo(2);
        assertThat(pricing.outgoing().get("large-2").offers()).isEmpty();
        assertThat(pricing.sheet("large-2").revision()).isEqualTo(LIFTED);
    }

    @Test
    void sheetThatIsMadeWhileRevisionsAreLiftedGoesOnFromThere() {
        CompletableFuture<Void> take = pricing.dsl.transactionResult(tx -> {
            sheets.lift(tx.dsl());
            CompletableFuture<Void> taking = CompletableFuture.runAsync(() -> pricing.take(price("2", "10", TUESDAY)));
            awaitBlocked(taking);
            return taking;
        });
        take.join();

        assertThat(pricing.sheet("large-2").revision()).isEqualTo(LIFTED + 1);
        assertThat(pricing.outgoing()).containsOnlyKeys("large-2");
        assertThat(pricing.outgoing().get("large-2")).isEqualTo(pricing.sheet("large-2"));
    }

    /** The first few go without waiting for an answer, many go together. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 9})
    void sheetThatARestoredDatabaseHasForgottenBeginsAboveWhatWasSaidOfIt(int models) {
        pricing.context.getBean(RevisionFloor.class).lift(pricing.dsl, LIFTED);
        Object[] prices = new Object[models];
        for (int i = 0; i < models; i++) {
            pricing.learn(model("forgotten-" + i, 1));
            prices[i] = price("2", "10", TUESDAY).of("forgotten-" + i);
        }

        pricing.take(prices);

        assertThat(pricing.outgoing()).hasSize(models).allSatisfy((model, said) -> {
            assertThat(said.revision()).isEqualTo(LIFTED + 1);
            assertThat(said).isEqualTo(pricing.sheet(model));
        });
        pricing.take(price("3", "10", WEDNESDAY).of("forgotten-0"));
        assertThat(pricing.sheet("forgotten-0").revision()).isEqualTo(LIFTED + 2);
    }

    private void lift() {
        pricing.dsl.transaction(tx -> sheets.lift(tx.dsl()));
    }

    /** Returns when it waits for a lock; or when it is done, if nothing holds it. */
    private static void awaitBlocked(Future<?> other) {
        await().until(() -> other.isDone()
                || pricing.dsl
                        .fetchValue("select exists (select from pg_stat_activity"
                                + " where datname = current_database() and wait_event_type = 'Lock')")
                        .equals(true));
    }
}
