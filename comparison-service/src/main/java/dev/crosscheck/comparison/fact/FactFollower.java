package dev.crosscheck.comparison.fact;

import dev.crosscheck.kit.pulse.Pulse;
import dev.crosscheck.kit.pulse.Pulses;
import io.micronaut.context.annotation.Context;
import jakarta.annotation.PreDestroy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fills the view before the first reader comes, and follows what other replicas commit.
 *
 * <p>A replica learns of its own commits directly. Of the others' it learns by PostgreSQL's
 * notifications, and by comparing revisions whenever none has come for a while or the connection had
 * to be made anew, so that a lost notification costs seconds and never a fact.
 */
@Context
final class FactFollower {

    private static final Logger LOG = LoggerFactory.getLogger(FactFollower.class);
    private static final Duration LISTEN = Duration.ofMillis(500);

    /** So many times without a notification, and revisions are compared: every five seconds. */
    private static final int SILENCES = 10;

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final DataSource pool;
    private final DSLContext dsl;
    private final Facts facts;
    private final Pulse pulse;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;

    FactFollower(DataSource pool, DSLContext dsl, Facts facts, Pulses pulses) {
        this.pool = pool;
        this.dsl = dsl;
        this.facts = facts;
        this.pulse = pulses.of("fact-follower");
        facts.catchUp(dsl);
        thread = Thread.ofPlatform().name("fact-follower").daemon(true).start(() -> pulse.through(this::follow));
    }

    @PreDestroy
    void close() throws InterruptedException {
        pulse.mayEnd();
        closing.countDown();
        thread.join(LISTEN.multipliedBy(4));
    }

    private void follow() {
        while (!isOver()) {
            pulse.beat();
            try (Connection connection = pool.getConnection()) {
                listen(connection);
            } catch (SQLException | RuntimeException e) {
                // Whatever it was: without a follower this replica would serve old pages from here on.
                LOG.atWarn()
                        .addKeyValue("because", String.valueOf(e))
                        .log("Lost the notifications of other replicas; asking for them again");
                pause();
            }
        }
    }

    private void listen(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("listen " + ProfileStore.CHANNEL);
        }
        try {
            PGConnection notifications = connection.unwrap(PGConnection.class);
            // What was committed before the listening began.
            facts.catchUp(dsl, pulse::beat);
            int silences = 0;
            while (!isOver()) {
                pulse.beat();
                PGNotification[] heard = notifications.getNotifications((int) LISTEN.toMillis());
                silences = heard == null || heard.length == 0 ? silences + 1 : 0;
                if (silences == 0) {
                    take(heard);
                } else if (silences % SILENCES == 0) {
                    facts.catchUp(dsl, pulse::beat);
                }
            }
        } finally {
            try (Statement statement = connection.createStatement()) {
                statement.execute("unlisten *");
            }
        }
    }

    /** Told to end, or interrupted, which the driver of PostgreSQL does not heed while it listens. */
    private boolean isOver() {
        return closing.getCount() == 0 || Thread.currentThread().isInterrupted();
    }

    private void take(PGNotification[] notifications) {
        List<String> behind = new ArrayList<>();
        for (PGNotification notification : notifications) {
            if (notification.getParameter().isEmpty()) {
                facts.catchUp(dsl, pulse::beat);
                return;
            }
            for (String notice : notification.getParameter().split(" ")) {
                int sign = notice.indexOf('=');
                String model = notice.substring(0, sign);
                if (facts.isBehind(model, Long.parseLong(notice.substring(sign + 1)))) {
                    behind.add(model);
                }
            }
        }
        facts.load(dsl, behind, pulse::beat);
    }

    private void pause() {
        try {
            closing.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            closing.countDown();
        }
    }
}
