package dev.crosscheck.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.crosscheck.comparison.sample.RunningService;
import dev.crosscheck.kit.pulse.Pulses;
import dev.crosscheck.kit.topic.CaughtUp;
import dev.crosscheck.kit.topic.TopicHandler;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HealthTest {

    private static final List<String> NEEDED = List.of(
            "change-teller",
            "database-watch",
            "fact-follower",
            "reader-catalog.models.v1_pricing.price-sheets.v1",
            "refresher",
            "relay");

    private RunningService service;

    @BeforeEach
    void start() {
        service = RunningService.start();
    }

    @AfterEach
    void stop() {
        service.close();
    }

    /**
     * A replica without its follower would serve pages of yesterday; one without the others would keep nothing up, or
     * would not know that it does not.
     */
    @Test
    void everyThreadThatPagesDependOnIsMissedWhenItIsGone() {
        Pulses pulses = service.get(Pulses.class);
        List<String> all = new ArrayList<>(NEEDED);
        all.addFirst("catch-up");
        await().untilAsserted(() -> assertThat(pulses.names()).containsExactlyElementsOf(all));
        await().until(() -> service.get(CaughtUp.class).hasCaughtUp());
        assertThat(pulses.troubles()).isEmpty();

        await().untilAsserted(() -> {
            Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> NEEDED.contains(thread.getName()))
                    .forEach(Thread::interrupt);
            assertThat(pulses.troubles().keySet()).containsExactlyElementsOf(NEEDED);
        });
    }

    /** Pages are made of what was published: before that is taken in there is none. */
    @Test
    void replicaWaitsForTheStatesThatWerePublishedBeforeItBegan() {
        assertThat(service.get(TopicHandler.class).isNeededToServe()).isTrue();
        await().untilAsserted(() ->
                assertThat(service.get(CaughtUp.class).hasCaughtUp()).isTrue());
    }
}
