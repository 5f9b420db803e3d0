package dev.crosscheck.kit.health;

import com.zaxxer.hikari.HikariDataSource;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Knows since when the database has not answered, so that nobody who asks has to wait for it. */
@Singleton
final class DatabaseWatch {

    private static final Duration ASK_EVERY = Duration.ofSeconds(1);
    private static final int ANSWER_WITHIN_SECONDS = 5;

    private final HikariDataSource pool;
    private final CountDownLatch closing = new CountDownLatch(1);

    /** By {@link System#nanoTime}. There is no pool before the database has answered once. */
    private volatile long answeredAt = System.nanoTime();

    DatabaseWatch(HikariDataSource pool) {
        this.pool = pool;
        Thread.ofVirtual().name("database-watch").start(this::watch);
    }

    @PreDestroy
    void close() {
        closing.countDown();
    }

    /** How long ago the database answered last; a second or two while it is there. */
    Duration silence() {
        return Duration.ofNanos(System.nanoTime() - answeredAt);
    }

    private void watch() {
        try {
            do {
                if (answers()) {
                    answeredAt = System.nanoTime();
                }
            } while (!closing.await(ASK_EVERY.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean answers() {
        try (Connection connection = pool.getConnection()) {
            return connection.isValid(ANSWER_WITHIN_SECONDS);
        } catch (SQLException _) {
            return false;
        }
    }
}
