package dev.crosscheck.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crosscheck.event.EventMeta;
import dev.crosscheck.event.pricing.PriceReported;
import dev.crosscheck.local.Service;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What Kafka and feeds do: deliver twice, late, and in another order. */
class RepeatedAndLateEventsTest {

    private static final CrosscheckSystem SYSTEM = CrosscheckSystem.shared();

    @Test
    void repeatedEventChangesNothingAndIsCounted() {
        PriceReported price = TestFacts.price("acme-twice", "acme", "4.01", "8", TestFacts.START);
        SYSTEM.feed().send("twice-model", TestFacts.model("acme-twice", "Acme Twice"));
        SYSTEM.awaitQuiet();
        SYSTEM.feed().send(inBatch("twice-price", "twice"), price);
        SYSTEM.awaitQuiet();
        List<List<Object>> stored = SYSTEM.storedPages();

        for (int i = 0; i < 5; i++) {
            SYSTEM.feed().send(inBatch("twice-price", "twice"), price);
        }
        SYSTEM.awaitQuiet();

        JsonNode batch = SYSTEM.site().json(Service.PRICING, "/v1/batches/twice");
        assertThat(batch.at("/outcomes/accepted").asInt()).isEqualTo(1);
        assertThat(batch.at("/outcomes/duplicate").asInt()).isEqualTo(5);
        assertThat(historyOf("acme-twice")).isEqualTo(1);
        assertThat(SYSTEM.storedPages()).isEqualTo(stored);
    }

    @Test
    void lateEventEntersHistoryAndLeavesTheNewerPrice() {
        SYSTEM.feed().send("late-model", TestFacts.model("acme-late", "Acme Late"));
        SYSTEM.feed().send("late-new", TestFacts.price("acme-late", "acme", "5.02", "8", at(60)));
        SYSTEM.awaitQuiet();

        SYSTEM.feed().send("late-old", TestFacts.price("acme-late", "acme", "6.03", "8", at(0)));
        SYSTEM.awaitQuiet();

        assertThat(SYSTEM.site()
                        .json(Service.PRICING, "/v1/updates/late-old")
                        .at("/outcome")
                        .asString())
                .isEqualTo("late");
        assertThat(SYSTEM.site()
                        .get(Service.COMPARISON, "/compare/acme-late/llama-3.2-1b", "text/markdown")
                        .body())
                .contains("$5.02")
                .doesNotContain("$6.03");
        assertThat(historyOf("acme-late")).isEqualTo(2);
    }

    @Test
    void anyOrderOfTheSameEventsEndsInTheSamePrices() {
        Random random = new Random(20_260_302);
        List<String> models = List.of("acme-order-1", "acme-order-2", "acme-order-3");
        for (String model : models) {
            SYSTEM.feed().send(model + "-model", TestFacts.model(model, "Acme Order"));
        }
        SYSTEM.awaitQuiet();

        for (String model : models) {
            List<Integer> minutes = new ArrayList<>(List.of(1, 2, 3, 4, 5, 6, 7, 8));
            Collections.shuffle(minutes, random);
            for (int minute : minutes) {
                SYSTEM.feed()
                        .send(model + "-" + minute, TestFacts.price(model, "acme", "0." + minute, "1", at(minute)));
            }
        }
        SYSTEM.awaitQuiet();

        for (String model : models) {
            assertThat(historyOf(model)).as("history of " + model).isEqualTo(8);
            assertThat(SYSTEM.site()
                            .json(Service.PRICING, "/v1/price-sheets/" + model)
                            .toString())
                    .contains("0.8");
        }
    }

    @Test
    void priceOfAModelNobodyHasReportedWaitsForIt() {
        SYSTEM.feed().send("early-price", TestFacts.price("acme-early", "acme", "7.04", "8", TestFacts.START));
        SYSTEM.awaitQuiet();
        assertThat(SYSTEM.site()
                        .json(Service.PRICING, "/v1/updates/early-price")
                        .at("/outcome")
                        .asString())
                .isEqualTo("waiting");

        SYSTEM.feed().send("early-model", TestFacts.model("acme-early", "Acme Early"));
        SYSTEM.awaitQuiet();

        assertThat(SYSTEM.site()
                        .get(Service.COMPARISON, "/compare/acme-early/llama-3.2-1b", "text/markdown")
                        .body())
                .contains("$7.04");
    }

    private static long historyOf(String model) {
        return SYSTEM.count(Service.PRICING, "select count(*) from quote_history where model_id = ?", model);
    }

    private static EventMeta inBatch(String id, String batch) {
        return EventMeta.of(id, "/system-test", Instant.now()).inBatch(batch);
    }

    private static Instant at(int minutes) {
        return TestFacts.START.plusSeconds(60L * minutes);
    }
}
