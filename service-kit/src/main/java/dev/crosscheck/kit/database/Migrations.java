package dev.crosscheck.kit.database;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.output.ValidateResult;
import org.jooq.CloseableDSLContext;
import org.jooq.DSLContext;
import org.jooq.Name;
import org.jooq.impl.DSL;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings a database to the schema that this build of the service expects, or waits until somebody has. */
public final class Migrations {

    private static final Logger LOG = LoggerFactory.getLogger(Migrations.class);

    private static final int CONNECT_RETRIES = 10;
    /** Each pause is twice the one before, and would be two minutes in the end. */
    private static final int LONGEST_CONNECT_PAUSE_SECONDS = 6;

    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    /** Any number, the same in every process; nothing else in the database uses this key. */
    private static final long LETTING_IN = 0x6c6574696eL;

    /**
     * Runs what has not been run yet: the kit's tables from {@code db/kit}, then the service's own from
     * {@code db/migration}. Migrations name the runtime role as <code>"${app}"</code>. Several that run it at once take
     * turns, and those after the first find nothing to do. Then no role but these two may enter the database.
     *
     * @param appRole the role that the migrations grant rights to
     * @throws FlywayException if the database stays away for about a minute, or was migrated by something else
     */
    public static void run(String url, String owner, String ownerPassword, String appRole) {
        patient(configuration(url, owner, ownerPassword, appRole)).load().migrate();
        try (CloseableDSLContext dsl = DSL.using(url, owner, ownerPassword)) {
            letNobodyElseIn(dsl, appRole);
        }
    }

    /**
     * PostgreSQL lets every role into a new database and make temporary tables there, and whoever made this one may have
     * left it so. Its owner may say otherwise; somebody who is not is warned by PostgreSQL, and that is all.
     *
     * <p>In one transaction: whoever was cut off in the middle would have shut the service out of its database, for
     * good.
     */
    static void letNobodyElseIn(DSLContext dsl, String appRole) {
        dsl.transaction(tx -> {
            // In turn: of several that write it at once PostgreSQL turns away all but one.
            tx.dsl().execute("select pg_advisory_xact_lock(?)", LETTING_IN);
            if (isRight(tx.dsl(), appRole)) {
                return;
            }
            Name database =
                    DSL.name(tx.dsl().fetchSingle("select current_database()").into(String.class));
            tx.dsl().execute("revoke all on database {0} from public, {1}", database, DSL.name(appRole));
            tx.dsl().execute("grant connect on database {0} to {1}", database, DSL.name(appRole));
        });
    }

    private static boolean isRight(DSLContext tx, String appRole) {
        return tx.fetchSingle(
                        "select not has_database_privilege('public', current_database(), 'connect')"
                                + " and not has_database_privilege(?, current_database(), 'temporary')"
                                + " and has_database_privilege(?, current_database(), 'connect')",
                        appRole,
                        appRole)
                .into(boolean.class);
    }

    /** Pauses of 1, 2, 4 and then 6 seconds: about a minute together, and a database that is back is not waited for. */
    static FluentConfiguration patient(FluentConfiguration configuration) {
        return configuration.connectRetries(CONNECT_RETRIES).connectRetriesInterval(LONGEST_CONNECT_PAUSE_SECONDS);
    }

    /**
     * Returns when the database has every migration of this build; it may have more. Changes nothing.
     *
     * @param appRole reads the history of migrations
     * @throws IllegalStateException if it has not got them in time
     */
    static void await(String url, String appRole, String appPassword, Duration within) {
        long latest = System.nanoTime() + within.toNanos();
        String told = "";
        while (true) {
            Optional<String> lacking = lacking(url, appRole, appPassword);
            if (lacking.isEmpty()) {
                return;
            }
            if (System.nanoTime() - latest >= 0) {
                throw new IllegalStateException("schema: " + lacking.get()
                        + " (expected: every migration of this version, within " + within.toSeconds() + " s)");
            }
            if (!lacking.get().equals(told)) {
                told = lacking.get();
                LOG.atInfo().addKeyValue("lacking", told).log("Waiting for somebody to migrate the database");
            }
            pause();
        }
    }

    private static Optional<String> lacking(String url, String appRole, String appPassword) {
        try {
            ValidateResult found =
                    configuration(url, appRole, appPassword, appRole).load().validateWithResult();
            return found.validationSuccessful ? Optional.empty() : Optional.of(found.getAllErrorMessages());
        } catch (FlywayException e) {
            // It is away, or so new that the history of migrations cannot be read yet.
            return Optional.of(String.valueOf(e.getMessage()).strip());
        }
    }

    private static FluentConfiguration configuration(String url, String role, String password, String appRole) {
        return Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(url, role, password)
                .locations("classpath:db/kit", "classpath:db/migration")
                .failOnMissingLocations(false)
                // The kit's versions are below those of a service: a new one of the kit comes after older ones of it.
                .outOfOrder(true)
                // What a newer version has run, beside which this one may be started: the kit's among what is known
                // here ("missing"), the service's own behind it ("future").
                .ignoreMigrationPatterns("*:missing", "*:future")
                .placeholders(Map.of("app", appRole));
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK_EVERY);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for the schema", e);
        }
    }

    private Migrations() {}
}
