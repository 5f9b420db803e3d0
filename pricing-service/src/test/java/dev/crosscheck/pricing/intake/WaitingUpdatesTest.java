package dev.crosscheck.pricing.intake;

import static dev.crosscheck.kit.inbox.Outcome.ACCEPTED;
import static dev.crosscheck.kit.inbox.Outcome.LATE;
import static dev.crosscheck.kit.inbox.Outcome.WAITING;
import static dev.crosscheck.pricing.intake.Events.ACME_LIST;
import static dev.crosscheck.pricing.intake.Events.MONDAY;
import static dev.crosscheck.pricing.intake.Events.TUESDAY;
import static dev.crosscheck.pricing.intake.Events.model;
import static dev.crosscheck.pricing.intake.Events.price;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.crosscheck.event.catalog.ModelAlias;
import dev.crosscheck.event.catalog.ModelState;
import dev.crosscheck.kit.intake.ItemResult;
import dev.crosscheck.kit.intake.WaitingUpdate;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WaitingUpdatesTest {

    private static final ModelAlias ACMES_NAME = new ModelAlias(ACME_LIST, "Acme/Large-2");

    private static Pricing pricing;

    @BeforeAll
    static void start() {
        pricing = Pricing.start();
    }

    @AfterAll
    static void stop() {
        pricing.close();
    }

    @BeforeEach
    void knowNothing() {
        pricing.reset();
    }

    @Test
    void priceOfAnUnknownModelWaitsAndNamesWhatItMet() {
        ItemResult result =
                pricing.take(price("3", "15", MONDAY).of("Acme/Large-2")).getFirst();

        assertThat(result.outcome()).isEqualTo(WAITING);
        assertThat(result.detail()).startsWith("model: Acme/Large-2 (expected: ");
        WaitingUpdate waiting = pricing.updates.waiting(pricing.dsl, 0, 10).getFirst();
        assertThat(waiting.field()).isEqualTo("model");
        assertThat(waiting.met()).isEqualTo("Acme/Large-2");
        assertThat(waiting.source()).isEqualTo(ACME_LIST);
        assertThat(pricing.outgoing()).isEmpty();
        assertThat(pricing.rows("provider")).isZero();
    }

    @Test
    void priceThatWaitsIsShownToThoseWhoWatch() {
        pricing.take(price("3", "15", MONDAY).of("Acme/Large-2"));

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> assertThat(gauge("crosscheck.updates.waiting")).isEqualTo(1));
        assertThat(gauge("crosscheck.updates.waiting.age")).isNotNegative();
    }

    private static double gauge(String name) {
        return pricing.context.getBean(MeterRegistry.class).get(name).gauge().value();
    }

    @Test
    void waitingPriceIsAppliedWhenItsModelBecomesKnown() {
        pricing.takeRecords(List.of(Pricing.record("e", "b", price("3", "15", MONDAY))));

        pricing.learn(model("large-2", 1));

        assertThat(pricing.outgoing()).containsOnlyKeys("large-2");
        assertThat(pricing.updates.waiting(pricing.dsl, 0, 10)).isEmpty();
        assertThat(pricing.inbox.find(pricing.dsl, "e").orElseThrow().outcome()).isEqualTo(ACCEPTED);
        assertThat(pricing.inbox.ofBatch(pricing.dsl, "b"))
                .containsEntry(ACCEPTED, 1L)
                .containsEntry(WAITING, 0L);
    }

    @Test
    void waitingPriceIsAppliedWhenItsAliasBecomesKnown() {
        pricing.learn(model("large-2", 1));
        pricing.take(price("3", "15", MONDAY).of("Acme/Large-2"));

        pricing.learn(model("large-2", 2, ACMES_NAME));

        assertThat(pricing.sheet("large-2").offers()).hasSize(1);
    }

    @Test
    void waitingPriceThatWasOvertakenIsLate() {
        pricing.learn(model("large-2", 1));
        pricing.takeRecords(
                List.of(Pricing.record("early", null, price("5", "20", MONDAY).of("Acme/Large-2"))));
        pricing.take(price("3", "15", TUESDAY));

        pricing.learn(model("large-2", 2, ACMES_NAME));

        assertThat(pricing.inbox.find(pricing.dsl, "early").orElseThrow().outcome())
                .isEqualTo(LATE);
        assertThat(pricing.sheet("large-2").offers().getFirst().provenance().observedAt())
                .isEqualTo(TUESDAY);
    }

    @Test
    void aliasIsNobodyElses() {
        pricing.learn(model("large-2", 1, ACMES_NAME));

        assertThat(pricing.take(price("3", "15", MONDAY).of("Acme/Large-2").says("reseller")))
                .extracting(ItemResult::outcome)
                .containsExactly(WAITING);
    }

    @Test
    void spellingIsTakenLetterByLetter() {
        pricing.learn(model("large-2", 1, ACMES_NAME));

        assertThat(pricing.take(price("3", "15", MONDAY).of("acme/large-2")))
                .extracting(ItemResult::outcome)
                .containsExactly(WAITING);
    }

    @Test
    void aliasThatTwoModelsClaimStandsForNeitherUntilOneLetsGo() {
        pricing.learn(model("large-2", 1, ACMES_NAME), model("large-2-turbo", 1, ACMES_NAME));
        assertThat(pricing.take(price("3", "15", MONDAY).of("Acme/Large-2")))
                .extracting(ItemResult::outcome)
                .containsExactly(WAITING);

        pricing.learn(model("large-2", 2));

        assertThat(pricing.outgoing()).containsOnlyKeys("large-2-turbo");
    }

    @Test
    void movedAliasCountsFromThenOnAndLeavesThePast() {
        pricing.learn(model("large-2", 1, ACMES_NAME), model("large-3", 1));
        pricing.take(price("3", "15", MONDAY).of("Acme/Large-2"));

        pricing.learn(model("large-2", 2), model("large-3", 2, ACMES_NAME));
        pricing.take(price("4", "20", TUESDAY).of("Acme/Large-2"));

        assertThat(pricing.sheet("large-2").offers().getFirst().provenance().observedAt())
                .isEqualTo(MONDAY);
        assertThat(pricing.sheet("large-3").offers().getFirst().provenance().observedAt())
                .isEqualTo(TUESDAY);
    }

    @Test
    void removedAliasMakesLaterPricesWait() {
        pricing.learn(model("large-2", 1, ACMES_NAME));
        pricing.learn(model("large-2", 2));

        assertThat(pricing.take(price("3", "15", MONDAY).of("Acme/Large-2")))
                .extracting(ItemResult::outcome)
                .containsExactly(WAITING);
    }

    @Test
    void olderStateOfAModelTeachesNothing() {
        pricing.learn(model("large-2", 2));
        pricing.learn(model("large-2", 1, ACMES_NAME));

        assertThat(pricing.take(price("3", "15", MONDAY).of("Acme/Large-2")))
                .extracting(ItemResult::outcome)
                .containsExactly(WAITING);
    }

    @Test
    void garbledStateIsSetAsideAndTheNextIsLearnt() {
        ConsumerRecord<byte[], byte[]> garbled =
                new ConsumerRecord<>(dev.crosscheck.event.Topics.MODELS, 0, 0, "large-2".getBytes(), "{".getBytes());
        ConsumerRecord<byte[], byte[]> good = Pricing.record("s", null, model("large-2", 1));

        pricing.dsl.transaction(tx -> pricing.models.handle(tx.dsl(), List.of(garbled, good)));

        assertThat(pricing.rows("dead_letter")).isEqualTo(1);
        assertThat(pricing.take(price("3", "15", MONDAY)))
                .extracting(ItemResult::outcome)
                .containsExactly(ACCEPTED);
    }

    @Test
    void modelThatBecomesKnownWhileItsPriceBeginsToWaitFindsIt() {
        CompletableFuture<Void> learning = pricing.dsl.transactionResult(tx -> {
            pricing.updates.take(tx.dsl(), List.of(Pricing.record("e", null, price("3", "15", MONDAY))));
            // The price waits, and nobody else can see it yet.
            CompletableFuture<Void> other = CompletableFuture.runAsync(() -> learn(model("large-2", 1)));
            await().until(() -> pricing.dsl
                    .fetch("select from pg_locks where locktype = 'advisory' and not granted")
                    .isNotEmpty());
            return other;
        });
        learning.join();

        assertThat(pricing.sheet("large-2").offers()).hasSize(1);
        assertThat(pricing.updates.waiting(pricing.dsl, 0, 10)).isEmpty();
    }

    @Test
    void manyWaitingPricesOfManyBatchesAreAppliedAtOnce() {
        for (int i = 0; i < 20; i++) {
            pricing.takeRecords(List.of(
                    Pricing.record("e" + i, "b", price("3", "15", MONDAY).by("provider-" + i))));
        }

        pricing.learn(model("large-2", 1));

        assertThat(pricing.sheet("large-2").offers()).hasSize(20);
        assertThat(pricing.sheet("large-2").revision()).isEqualTo(1);
        assertThat(pricing.inbox.ofBatch(pricing.dsl, "b")).isEqualTo(Map.of(ACCEPTED, 20L, WAITING, 0L));
    }

    private static void learn(ModelState state) {
        pricing.dsl.transaction(tx -> pricing.models.handle(tx.dsl(), List.of(Pricing.record("other", null, state))));
    }
}
