package dev.crosscheck.comparison;

import static dev.crosscheck.comparison.sample.Samples.model;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.crosscheck.comparison.sample.Engine;
import dev.crosscheck.comparison.sample.RunningService;
import dev.crosscheck.event.EventCodec;
import dev.crosscheck.event.EventMeta;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class MetricsTest {

    private static RunningService service;

    @BeforeAll
    static void start() {
        service = RunningService.start();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    /** Half a minute was spent before the state was made: in the publisher's topic, say. */
    @Test
    void lagIsMeasuredFromTheDataTeamsOwnEventWhereTheStateSaysWhenThatWasSent() {
        Instant now = Instant.now();
        ProducerRecord<byte[], byte[]> record = EventCodec.encode(
                        EventMeta.of("state-of-late", "/test", now), model("late", 1))
                .toRecord();
        record.headers().add("origin_time", now.minusSeconds(30).toString().getBytes(UTF_8));

        service.publish(record);
        service.publish(model("unmeasured", 1));

        Timer lag = service.get(MeterRegistry.class)
                .get("crosscheck.lag.from.publisher")
                .timer();
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(lag.count()).isEqualTo(1));
        assertThat(lag.totalTime(TimeUnit.SECONDS)).isBetween(30.0, 60.0);
        assertThat(service.get(PrometheusMeterRegistry.class).scrape())
                .contains("crosscheck_lag_from_publisher_seconds_bucket{le=\"60.0\"} 1")
                .contains("crosscheck_lag_visible_seconds{quantile=\"0.99\"}");
    }

    @Test
    void timesOfRequestsCanBeAddedUpOverReplicas() {
        service.fetch("/v1/models");

        await().untilAsserted(() -> assertThat(
                        service.get(PrometheusMeterRegistry.class).scrape())
                .contains("http_server_requests_seconds_bucket{"));
    }

    /** A replica that does not refresh knows it, too. */
    @Test
    void markedModelsAndTheOldestMarkAreShown() {
        try (Engine engine = Engine.start()) {
            engine.hear(model("a", 1), model("b", 1));

            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(gauge(engine, "crosscheck.models.marked"))
                            .isEqualTo(2));
            assertThat(gauge(engine, "crosscheck.models.marked.age")).isPositive();
            assertThat(gauge(engine, "crosscheck.changes.untold")).isZero();
        }
    }

    private static double gauge(Engine engine, String name) {
        return engine.get(MeterRegistry.class).get(name).gauge().value();
    }
}
