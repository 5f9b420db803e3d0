package dev.crosscheck.kit.health;

import static dev.crosscheck.kit.db.Tables.KAFKA_OFFSET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.crosscheck.kit.Kit;
import dev.crosscheck.kit.topic.TopicHandler;
import dev.crosscheck.local.test.TestInfrastructure;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;
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

            takeAwayTheDatabase();

            await().during(Duration.ofSeconds(3)).atMost(Duration.ofSeconds(20)).until(() -> readiness(service) == 200);
        }
    }

    @Test
    void lastingLossOfTheDatabaseTakesTheReplicaOutAndLeavesItAlive() {
        kit.properties.put("crosscheck.readiness.database-away-for", "2s");
        try (Kit service = kit.again()) {
            await().until(() -> readiness(service) == 200);

            takeAwayTheDatabase();

            await().atMost(Duration.ofSeconds(20)).until(() -> readiness(service) == 503);
            assertThat(service.manage("/health/liveness").statusCode()).isEqualTo(200);
            assertThat(service.manage("/prometheus").body())
                    .contains("crosscheck_ready{check=\"database\"} 0.0", "crosscheck_ready{check=\"topics\"} 1.0");

            giveTheDatabaseBack();
            await().atMost(Duration.ofSeconds(20)).until(() -> readiness(service) == 200);
        }
    }

    /** Slow is not away: to take all replicas out would make it no faster. */
    @Test
    void serviceWhoseConnectionsAreAllInUseIsReady() throws SQLException {
        kit.properties.put("crosscheck.readiness.database-away-for", "2s");
        kit.properties.put("crosscheck.database.max-connections", 3);
        List<Connection> held = new ArrayList<>();
        try (Kit service = kit.again()) {
            await().until(() -> readiness(service) == 200);
            HikariDataSource pool = service.context.getBean(HikariDataSource.class);
            assertThatThrownBy(() -> {
                        while (true) {
                            held.add(pool.getConnection());
                        }
                    })
                    .isInstanceOf(SQLTransientConnectionException.class);

            await().during(Duration.ofSeconds(4)).atMost(Duration.ofSeconds(20)).until(() -> readiness(service) == 200);
        } finally {
            for (Connection connection : held) {
                connection.close();
            }
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

    /** Another replica may have taken in what was published: it is not in this one's memory for that. */
    @Test
    void serviceIsReadyOnceItHasTakenOverWhatOthersTookIn() {
        kit.properties.put("kit.test.needed", true);
        kit.properties.put("kit.test.taken-over", 0);
        try (Kit service = kit.again()) {
            Needed handler = service.context.getBean(Needed.class);
            await().until(handler.over::hasQueuedThreads);
            assertThat(readiness(service)).isEqualTo(503);

            handler.over.release();

            await().until(() -> readiness(service) == 200);
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
        private final AtomicBoolean tried = new AtomicBoolean();

        private final Semaphore over;

        Needed(@Value("${kit.test.topic}") String topic, @Value("${kit.test.taken-over:1}") int over) {
            this.topic = topic;
            this.over = new Semaphore(over);
        }

        /** The first time it is in vain, as when the database is away. */
        @Override
        public void takeOver(DSLContext dsl) {
            if (tried.compareAndSet(false, true)) {
                throw new DataAccessException("the database is away");
            }
            over.acquireUninterruptibly();
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

    private void takeAwayTheDatabase() {
        asSuperuser("alter database %s allow_connections false");
        asSuperuser("select pg_terminate_backend(pid) from pg_stat_activity where datname = '%s'");
    }

    private void giveTheDatabaseBack() {
        asSuperuser("alter database %s allow_connections true");
    }

    private void asSuperuser(String sql) {
        String url = (String) kit.properties.get("crosscheck.database.url");
        try (Connection admin = TestInfrastructure.shared().postgres().connect("postgres");
                Statement statement = admin.createStatement()) {
            statement.execute(sql.formatted(url.substring(url.lastIndexOf('/') + 1)));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
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
