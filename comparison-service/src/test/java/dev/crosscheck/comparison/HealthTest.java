package dev.crosscheck.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.crosscheck.comparison.sample.RunningService;
import dev.crosscheck.kit.pulse.Pulses;
import dev.crosscheck.kit.topic.CaughtUp;
import dev.crosscheck.kit.topic.TopicHandler;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class HealthTest {

    private static RunningService service;

    @BeforeAll
    static void start() {
        service = RunningService.start();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    /** A replica without its follower would serve pages of yesterday; one without the others would keep nothing up. */
    @Test
    void everyThreadThatPagesDependOnIsMissedWhenItIsGone() {
        await().untilAsserted(() -> assertThat(service.get(Pulses.class).names())
                .containsExactly(
                        "change-teller",
                        "fact-follower",
                        "reader-catalog.models.v1_pricing.price-sheets.v1",
                        "refresher",
                        "relay"));
        assertThat(service.get(Pulses.class).troubles()).isEmpty();
    }

    /** Pages are made of what was published: before that is taken in there is none. */
    @Test
    void replicaWaitsForTheStatesThatWerePublishedBeforeItBegan() {
        assertThat(service.get(TopicHandler.class).isNeededToServe()).isTrue();
        await().untilAsserted(() ->
                assertThat(service.get(CaughtUp.class).hasCaughtUp()).isTrue());
    }
}
