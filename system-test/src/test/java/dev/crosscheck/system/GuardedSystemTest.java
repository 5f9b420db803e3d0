package dev.crosscheck.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.crosscheck.event.EventType;
import dev.crosscheck.event.Topics;
import dev.crosscheck.local.Service;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The whole, where Kafka asks everybody who he is: what is granted is enough. */
@Tag("long")
class GuardedSystemTest {

    /**
     * By the end every reader has read, every state and dead letter is sent, and every change of a page is told: each
     * of them takes a topic or a group that somebody has to be granted.
     */
    @Test
    void factsBecomePagesThroughAKafkaThatLetsNobodyDoMoreThanHeNeeds() {
        try (CrosscheckSystem system = CrosscheckSystem.startGuarded()) {
            for (String model : new String[] {"acme-one", "acme-two"}) {
                system.feed().send(model + "-model", TestFacts.model(model, "Acme " + model));
            }
            system.awaitQuiet();
            system.feed().send("one-price", TestFacts.price("acme-one", "acme", "3.01", "8", TestFacts.START));
            system.feed().send("two-price", TestFacts.price("acme-two", "acme", "5.02", "9", TestFacts.START));
            system.feed().sendNow(garbled(Topics.CATALOG_UPDATES, EventType.MODEL_REPORTED));
            system.feed().sendNow(garbled(Topics.PRICE_UPDATES, EventType.PRICE_REPORTED));
            system.awaitQuiet();

            assertThat(system.site()
                            .get(Service.COMPARISON, "/compare/acme-one/acme-two", "text/markdown")
                            .body())
                    .contains("$3.01", "$5.02");
            for (String topic : new String[] {
                Topics.MODELS,
                Topics.PRICE_SHEETS,
                Topics.PAGE_CHANGES,
                Topics.CATALOG_DEAD_LETTERS,
                Topics.PRICING_DEAD_LETTERS
            }) {
                assertThat(system.processes().kafka().broker().endOffset(topic))
                        .as(topic)
                        .isPositive();
            }
        }
    }

    private static ProducerRecord<byte[], byte[]> garbled(String topic, EventType type) {
        return Feed.record(topic, "acme-one".getBytes(UTF_8), "garbled-" + topic, type.id(), "no JSON".getBytes(UTF_8));
    }
}
