package dev.crosscheck.kit.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.crosscheck.kit.Kit;
import dev.crosscheck.kit.database.LockedWork;
import dev.crosscheck.kit.pulse.Pulses;
import dev.crosscheck.kit.topic.TopicReader;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

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
        kit.context.getBean(HikariDataSource.class).close();

        await().during(Duration.ofSeconds(3)).atMost(Duration.ofSeconds(30)).until(() -> liveness() == 200);
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
    void readerThatWasClosedIsNotMissed() {
        TopicReader reader = kit.reader("group", "group", (_, _) -> {});
        Thread.ofPlatform().daemon(true).start(reader);
        reader.close();

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

    private void start(LockedWork.Work work) {
        works.add(new LockedWork(
                "work", kit.context.getBean(HikariDataSource.class), 42, work, kit.context.getBean(Pulses.class)));
        works.getLast().start();
    }

    private int liveness() {
        return kit.manage("/health/liveness").statusCode();
    }
}
