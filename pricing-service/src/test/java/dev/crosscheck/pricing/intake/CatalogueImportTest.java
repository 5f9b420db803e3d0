package dev.crosscheck.pricing.intake;

import static dev.crosscheck.kit.inbox.Outcome.ACCEPTED;
import static dev.crosscheck.kit.inbox.Outcome.UNCHANGED;
import static dev.crosscheck.pricing.intake.Events.MONDAY;
import static dev.crosscheck.pricing.intake.Events.TUESDAY;
import static dev.crosscheck.pricing.intake.Events.model;
import static dev.crosscheck.pricing.intake.Events.price;
import static org.assertj.core.api.Assertions.assertThat;

import dev.crosscheck.event.catalog.ModelState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** An import of the size of models.dev's catalogue: 5,276 offers of 231 models by 147 providers. */
class CatalogueImportTest {

    private static final int MODELS = 231;
    private static final int PROVIDERS = 147;
    private static final int OFFERS = 5_276;
    private static final int BATCH = 1_000;

    @Test
    void wholeCatalogueIsTakenOnceAndItsRepetitionSaysNothing() {
        try (Pricing pricing = Pricing.start()) {
            pricing.learn(IntStream.range(0, MODELS)
                    .mapToObj(i -> model("model-" + i, 1))
                    .toArray(ModelState[]::new));

            take(pricing, "first", MONDAY);

            assertThat(pricing.inbox.ofBatch(pricing.dsl, "first")).isEqualTo(Map.of(ACCEPTED, (long) OFFERS));
            assertThat(pricing.outgoing()).hasSize(MODELS);
            assertThat(pricing.outgoing().values().stream()
                            .mapToInt(sheet -> sheet.offers().size())
                            .sum())
                    .isEqualTo(OFFERS);
            assertThat(pricing.dsl.fetchValue("select max(revision) from price_sheet"))
                    .as("one revision for each transaction that touched the model")
                    .isEqualTo((long) Math.ceilDiv(OFFERS, BATCH));

            pricing.sent();
            take(pricing, "again", TUESDAY);

            assertThat(pricing.inbox.ofBatch(pricing.dsl, "again")).isEqualTo(Map.of(UNCHANGED, (long) OFFERS));
            assertThat(pricing.outgoing()).isEmpty();
            assertThat(pricing.rows("quote_history")).isEqualTo(OFFERS);
        }
    }

    private static void take(Pricing pricing, String batch, Instant observedAt) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int i = 0; i < OFFERS; i++) {
            records.add(Pricing.record(
                    batch + "-" + i,
                    batch,
                    price(String.valueOf(1 + i % 7), "15", observedAt)
                            .of("model-" + i % MODELS)
                            .by("provider-" + i / MODELS % PROVIDERS)));
        }
        long begun = System.nanoTime();
        for (int from = 0; from < OFFERS; from += BATCH) {
            pricing.takeRecords(records.subList(from, Math.min(OFFERS, from + BATCH)));
        }
        System.out.printf("%,d offers, %s: %,d ms%n", OFFERS, batch, (System.nanoTime() - begun) / 1_000_000);
    }
}
