package dev.crosscheck.kit.health;

import dev.crosscheck.kit.database.DatabaseConfig;
import dev.crosscheck.kit.pulse.Pulse;
import dev.crosscheck.kit.pulse.Pulses;
import io.micronaut.context.annotation.Context;
import jakarta.annotation.PreDestroy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Knows since when the database has not answered, so that nobody who asks has to wait for it.
 *
 * <p>It asks by a connection of its own: when all others are in use, the service is busy, and the database is there.
 */
@Context
final class DatabaseWatch {

    private static final Duration ASK_EVERY = Duration.ofSeconds(1);
    private static final int ANSWER_WITHIN_SECONDS = 5;

    /** What PostgreSQL says that has no room for one more: it is there. */
    private static final String TOO_MANY_CONNECTIONS = "53300";

    private final DataSource database;
    private final Pulse pulse;
    private final CountDownLatch closing = new CountDownLatch(1);

    /** By {@link System#nanoTime}. It counts as there until it was asked. */
    private volatile long answeredAt = System.nanoTime();

    DatabaseWatch(DatabaseConfig config, Pulses pulses) {
        this.database = database(config);
        this.pulse = pulses.of("database-watch");
        Thread.ofPlatform().name("database-watch").daemon(true).start(() -> pulse.through(this::watch));
    }

    private static DataSource database(DatabaseConfig config) {
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setUrl(config.url());
        database.setUser(config.app().username());
        database.setPassword(config.app().password());
        database.setApplicationName("watch");
        database.setConnectTimeout(ANSWER_WITHIN_SECONDS);
        database.setLoginTimeout(ANSWER_WITHIN_SECONDS);
        database.setSocketTimeout(ANSWER_WITHIN_SECONDS);
        return database;
    }

    @PreDestroy
    void close() {
        pulse.mayEnd();
        closing.countDown();
    }

    /** How long ago the database answered last; a second or two while it is there. */
    Duration silence() {
        return Duration.ofNanos(System.nanoTime() - answeredAt);
    }

    private void watch() {
        try {
            do {
                try (Connection connection = database.getConnection()) {
                    askOn(connection);
                } catch (SQLException e) {
                    if (TOO_MANY_CONNECTIONS.equals(e.getSQLState())) {
                        answered();
                    }
                }
            } while (!isOver());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Asks until there is no answer, or nobody wants to know any more. */
    private void askOn(Connection connection) throws SQLException, InterruptedException {
        while (connection.isValid(ANSWER_WITHIN_SECONDS)) {
            answered();
            if (isOver()) {
                return;
            }
        }
    }

    private void answered() {
        answeredAt = System.nanoTime();
    }

    private boolean isOver() throws InterruptedException {
        pulse.beat();
        return closing.await(ASK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }
}
