package dev.crosscheck.kit.health;

import static dev.crosscheck.kit.db.Tables.KAFKA_OFFSET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.crosscheck.kit.Kit;
import dev.crosscheck.kit.topic.TopicHandler;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jooq.DSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReadinessTest {

    private final Kit kit = Kit.start(false);

    @AfterEach
    void stop() {
        kit.close();
    }

    /** As a failover of the database does, to all replicas at once. */
    @Test
    void passingLossOfTheDatabaseTakesNoReplicaOut() {
        try (Kit service = kit.again()) {
            await().until(() -> readiness(service) == 200);

            service.context.getBean(HikariDataSource.class).close();

            await().during(Duration.ofSeconds(3)).atMost(Duration.ofSeconds(20)).until(() -> readiness(service) == 200);
        }
    }

    @Test
    void lastingLossOfTheDatabaseTakesTheReplicaOutAndLeavesItAlive() {
        kit.properties.put("crosscheck.readiness.database-away-for", "2s");
        try (Kit service = kit.again()) {
            await().until(() -> readiness(service) == 200);

            service.context.getBean(HikariDataSource.class).close();

            await().atMost(Duration.ofSeconds(20)).until(() -> readiness(service) == 503);
            assertThat(service.manage("/health/liveness").statusCode()).isEqualTo(200);
            assertThat(service.manage("/prometheus").body())
                    .contains("crosscheck_ready{check=\"database\"} 0.0", "crosscheck_ready{check=\"topics\"} 1.0");
        }
    }

    @Test
    void serviceIsReadyOnceItKnowsWhatWasPublishedBeforeItBeganAndThenForGood() {
        kit.publish("a", "1", "2", "3");
        kit.publish("b", "4", "5", "6");
        kit.properties.put("kit.test.needed", true);
        kit.properties.put("crosscheck.kafka.max-batch", 1);
        try (Kit service = kit.again()) {
            Needed handler = service.context.getBean(Needed.class);
            handler.may.release(5);
            await().until(() -> taken(service) == 5);
            assertThat(readiness(service)).isEqualTo(503);
            assertThat(service.manage("/health/readiness").body()).contains("\"caughtUp\":false");

            handler.may.release();
            await().until(() -> readiness(service) == 200);

            kit.publish("a", "7", "8", "9");
            await().during(Duration.ofSeconds(2)).atMost(Duration.ofSeconds(20)).until(() -> readiness(service) == 200);
            handler.may.release(100);
        }
    }

    /** A replica that is not asked for anything it has not got is as good as the others. */
    @Test
    void replicaWithoutAnythingToReadIsReady() {
        kit.properties.put("kit.test.needed", true);
        try (Kit service = kit.again()) {
            await().until(() -> readiness(service) == 200);
        }
    }

    @Test
    void serviceThatBeginsWhileTheBrokerIsAwayServesWhatTheDatabaseKnows() {
        kit.properties.put("kit.test.needed", true);
        kit.properties.put("crosscheck.kafka.bootstrap-servers", "127.0.0.1:1");
        kit.properties.put("crosscheck.catch-up.broker-within", "1s");
        try (Kit service = kit.again()) {
            await().atMost(Duration.ofSeconds(60)).until(() -> readiness(service) == 200);
        }
    }

    /** Takes in one record for each permit. */
    @Singleton
    @Requires(property = "kit.test.needed")
    static final class Needed implements TopicHandler {

        private final String topic;
        private final Semaphore may = new Semaphore(0);

        Needed(@Value("${kit.test.topic}") String topic) {
            this.topic = topic;
        }

        @Override
        public List<String> topics() {
            return List.of(topic);
        }

        @Override
        public String group() {
            return "needed-" + topic;
        }

        @Override
        public boolean isNeededToServe() {
            return true;
        }

        @Override
        public void handle(DSLContext tx, List<ConsumerRecord<byte[], byte[]>> records) {
            may.acquireUninterruptibly(records.size());
        }
    }

    private static long taken(Kit service) {
        return service.dsl().fetch(KAFKA_OFFSET).stream()
                .mapToLong(row -> row.getNextOffset())
                .sum();
    }

    private static int readiness(Kit service) {
        return service.manage("/health/readiness").statusCode();
    }
}
