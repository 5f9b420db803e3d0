package dev.crosscheck.kit.database;

import java.util.Map;
import org.flywaydb.core.Flyway;

/** Brings a database to the schema that this build of the service expects. */
public final class Migrations {

    private static final int CONNECT_RETRIES = 10;

    /**
     * Runs what has not been run yet: the kit's tables from {@code db/kit}, then the service's own from
     * {@code db/migration}. Migrations name the runtime role as <code>"${app}"</code>.
     *
     * @param appRole the role that the migrations grant rights to
     * @throws org.flywaydb.core.api.FlywayException if the database stays away for about a minute, or was
     *     migrated by something else
     */
    public static void run(String url, String owner, String ownerPassword, String appRole) {
        Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(url, owner, ownerPassword)
                .locations("classpath:db/kit", "classpath:db/migration")
                .failOnMissingLocations(false)
                .placeholders(Map.of("app", appRole))
                .connectRetries(CONNECT_RETRIES)
                .load()
                .migrate();
    }

    private Migrations() {}
}
