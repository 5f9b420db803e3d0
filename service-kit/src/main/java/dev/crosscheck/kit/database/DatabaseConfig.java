package dev.crosscheck.kit.database;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where the service's database is. Prefix: {@code crosscheck.database}.
 *
 * @param url            JDBC address, such as {@code jdbc:postgresql://localhost:5432/crosscheck}
 * @param owner          the role that migrates; it is used at start and then no more
 * @param app            the role the service lives under
 * @param migrate        whether the service migrates at start; if not, somebody else has to ({@code migrate} mode), and
 *                       the service needs no owner
 * @param schemaWithin   how long a service that does not migrate waits at start for the schema that it needs
 * @param maxConnections the most that the service ever holds open as {@code app} to work with; one more asks whether the
 *                       database is there
 */
@ConfigurationProperties("crosscheck.database")
public record DatabaseConfig(
        String url,
        Owner owner,
        App app,
        @Bindable(defaultValue = "true") boolean migrate,
        @Bindable(defaultValue = "10m") Duration schemaWithin,
        @Bindable(defaultValue = "10") int maxConnections) {

    /** May change the schema. A service that does not migrate knows nothing of it. */
    @ConfigurationProperties("owner")
    public record Owner(@Nullable String username, @Nullable String password) {

        /** Without the password, wherever it is printed. */
        @Override
        public String toString() {
            return String.valueOf(username);
        }
    }

    /** May read, and write what its grants name. */
    @ConfigurationProperties("app")
    public record App(String username, String password) {

        /** Without the password, wherever it is printed. */
        @Override
        public String toString() {
            return username;
        }
    }
}
