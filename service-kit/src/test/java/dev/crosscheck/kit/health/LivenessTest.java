package dev.crosscheck.kit.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.crosscheck.kit.Kit;
import dev.crosscheck.kit.database.LockedWork;
import dev.crosscheck.kit.database.Pipeline;
import dev.crosscheck.kit.pulse.Pulses;
import dev.crosscheck.kit.topic.TopicReader;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jooq.DSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LivenessTest {

    private final Kit kit = Kit.start(true);
    private final List<LockedWork> works = new ArrayList<>();

    @AfterEach
    void stop() throws InterruptedException {
        for (LockedWork work : works) {
            work.close(() -> {});
        }
        kit.close();
    }

    @Test
    void serviceIsAliveWithoutItsDatabase() {
        kit.properties.put("crosscheck.liveness.wedged-after", "10s");
        try (Kit impatient = kit.again()) {
            impatient.context.getBean(HikariDataSource.class).close();

            await().during(Duration.ofSeconds(13))
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> impatient.manage("/health/liveness").statusCode() == 200);
        }
    }

    @Test
    void workThatFailsIsTriedAgainAndIsAlive() {
        AtomicInteger tries = new AtomicInteger();
        start(_ -> {
            if (tries.incrementAndGet() % 2 == 0) {
                throw new SQLException("the database is away");
            }
            throw new IllegalStateException("the broker is away");
        });

        await().until(() -> tries.get() > 3);
        assertThat(liveness()).isEqualTo(200);
    }

    @Test
    void workThatDiesOfAFaultEndsTheProcess() {
        start(_ -> {
            throw new StackOverflowError("a fault");
        });

        await().dontCatchUncaughtExceptions()
                .untilAsserted(() -> assertThat(liveness()).isEqualTo(503));
        assertThat(kit.manage("/health/liveness").body()).contains("work", "has ended");
    }

    @Test
    void readerThatDiesOfAFaultEndsTheProcess() {
        kit.publish("a", "1");
        TopicReader reader = kit.reader("group", "group", (_, _) -> {
            throw new NoClassDefFoundError("a fault");
        });
        Thread.ofPlatform().daemon(true).start(reader);

        await().dontCatchUncaughtExceptions()
                .untilAsserted(() -> assertThat(liveness()).isEqualTo(503));
    }

    @Test
    void readerThatWasClosedIsNotMissed() throws InterruptedException {
        kit.publish("a", "1");
        CountDownLatch begun = new CountDownLatch(1);
        TopicReader reader = kit.reader("group", "group", (_, _) -> begun.countDown());
        Thread thread = Thread.ofPlatform().daemon(true).start(reader);
        assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();

        reader.close();

        assertThat(thread.join(Duration.ofSeconds(30))).isTrue();
        assertThat(liveness()).isEqualTo(200);
    }

    /** The thread is there, and holds on to what it has in hand for ever. */
    @Test
    void wedgedThreadEndsTheProcess() {
        kit.properties.put("crosscheck.liveness.wedged-after", "3s");
        try (Kit impatient = kit.again()) {
            CountDownLatch never = new CountDownLatch(1);
            impatient.publish("a", "1");
            TopicReader reader = impatient.reader("group", "group", (_, _) -> {
                try {
                    never.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
            Thread.ofPlatform().daemon(true).start(reader);

            try {
                await().atMost(Duration.ofSeconds(30))
                        .untilAsserted(() -> assertThat(
                                        impatient.manage("/health/liveness").body())
                                .contains("\"reader-group\":\"has not come round for"));
            } finally {
                never.countDown();
            }
            await().untilAsserted(() -> assertThat(
                            impatient.manage("/health/liveness").statusCode())
                    .isEqualTo(200));
            reader.close();
        }
    }

    /** As when half a million updates waited for what one record makes known. */
    @ParameterizedTest
    @EnumSource
    void threadThatAsksTheDatabaseOnAndOnForOneRecordIsAlive(Asking asking) {
        kit.properties.put("crosscheck.liveness.wedged-after", "3s");
        try (Kit impatient = kit.again()) {
            CompletableFuture<Map<String, String>> troubles = new CompletableFuture<>();
            impatient.publish("a", "1");
            TopicReader reader = impatient.reader("group", "group", (tx, _) -> {
                for (int statement = 0; statement < 20; statement++) {
                    asking.ask(tx, "select pg_sleep(0.2)");
                }
                troubles.complete(impatient.context.getBean(Pulses.class).troubles());
            });
            Thread.ofPlatform().daemon(true).start(reader);

            assertThat(troubles).succeedsWithin(Duration.ofSeconds(60)).isEqualTo(Map.of());
            reader.close();
        }
    }

    enum Asking {
        ONE_BY_ONE {
            @Override
            void ask(DSLContext tx, String sql) {
                tx.execute(sql);
            }
        },
        TOGETHER {
            @Override
            void ask(DSLContext tx, String sql) {
                Pipeline pipeline = Pipeline.of(tx);
                pipeline.run(tx.query(sql));
                pipeline.flush();
            }
        };

        abstract void ask(DSLContext tx, String sql);
    }

    private void start(LockedWork.Work work) {
        works.add(new LockedWork(
                "work", kit.context.getBean(HikariDataSource.class), 42, work, kit.context.getBean(Pulses.class)));
        works.getLast().start();
    }

    private int liveness() {
        return kit.manage("/health/liveness").statusCode();
    }
}
