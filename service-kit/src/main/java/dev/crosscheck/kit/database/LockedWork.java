package dev.crosscheck.kit.database;

import dev.crosscheck.kit.pulse.Pulse;
import dev.crosscheck.kit.pulse.Pulses;
import dev.crosscheck.kit.topic.Backoff;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Work that one process at a time does for all that share a database.
 *
 * <p>Whoever holds a session lock works, in the session that holds it; when that process dies, another's finds the lock
 * free. A process that is stopped loses its session, and with it the lock, when it has asked nothing for a minute: work
 * asks more often than that. Whatever breaks, it starts over after a pause; an {@link Error} is a fault of the code,
 * and ends the thread for those who watch its {@link Pulse} to see.
 */
public final class LockedWork {

    private static final Logger LOG = LoggerFactory.getLogger(LockedWork.class);

    private static final Duration STANDBY = Duration.ofSeconds(1);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(20);

    private final String name;
    private final DataSource pool;
    private final long lock;
    private final Work work;
    private final Pulse pulse;
    private final Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(3));
    private final CountDownLatch closing = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile boolean started;

    /** What is done while the lock is held. */
    @FunctionalInterface
    public interface Work {

        /**
         * Works until {@link LockedWork#isClosing}, with the session that holds the lock. Each time it comes round it
         * says so, by {@link LockedWork#wentWell} or {@link LockedWork#goesOn}.
         */
        void run(Connection session) throws SQLException, InterruptedException;
    }

    /**
     * @param name of the thread, and in the log
     * @param lock any number; it is the same wherever this work is done, and no other work's in the same database
     */
    public LockedWork(String name, DataSource pool, long lock, Work work, Pulses pulses) {
        this.name = name;
        this.pool = pool;
        this.lock = lock;
        this.work = work;
        this.pulse = pulses.of(name);
    }

    public void start() {
        started = true;
        Thread.ofPlatform().name(name).daemon(true).start(() -> pulse.through(this::run));
    }

    /**
     * Ends the work, and waits a while for that.
     *
     * @param wake lets go of whatever the work is waiting for
     */
    public void close(Runnable wake) throws InterruptedException {
        pulse.mayEnd();
        closing.countDown();
        wake.run();
        if (started && !stopped.await(STOP_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.atWarn().addKeyValue("work", name).log("Still busy; leaving it behind");
        }
    }

    public boolean isClosing() {
        return closing.getCount() == 0;
    }

    /** Something went well: the pause after the next trouble is short again. */
    public void wentWell() {
        backoff.reset();
        pulse.beat();
    }

    /** The work goes on, though nothing has gone well yet. */
    public void goesOn() {
        pulse.beat();
    }

    private void run() {
        try {
            while (!isClosing()) {
                pulse.beat();
                try (Connection session = pool.getConnection()) {
                    if (ask(session, "select pg_try_advisory_lock(?)")) {
                        workLocked(session);
                    } else {
                        closing.await(STANDBY.toMillis(), TimeUnit.MILLISECONDS);
                    }
                } catch (SQLException | RuntimeException e) {
                    pause(e);
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            stopped.countDown();
        }
    }

    private void workLocked(Connection session) throws SQLException, InterruptedException {
        try {
            set(session, "set idle_session_timeout = '60s'");
            work.run(session);
        } finally {
            unlock(session);
        }
    }

    private void unlock(Connection session) {
        try {
            ask(session, "select pg_advisory_unlock(?)");
            set(session, "reset idle_session_timeout");
        } catch (SQLException _) {
            // The session is gone, and the lock with it.
        }
    }

    private static void set(Connection session, String setting) throws SQLException {
        try (Statement statement = session.createStatement()) {
            statement.execute(setting);
        }
    }

    private boolean ask(Connection session, String question) throws SQLException {
        try (PreparedStatement statement = session.prepareStatement(question)) {
            statement.setLong(1, lock);
            try (ResultSet answer = statement.executeQuery()) {
                return answer.next() && answer.getBoolean(1);
            }
        }
    }

    private void pause(Exception why) throws InterruptedException {
        Duration pause = backoff.next();
        LOG.atWarn()
                .addKeyValue("work", name)
                .addKeyValue("pauseMillis", pause.toMillis())
                .addKeyValue("because", String.valueOf(why.getMessage()))
                .log("Could not go on; trying again");
        closing.await(pause.toMillis(), TimeUnit.MILLISECONDS);
    }
}
