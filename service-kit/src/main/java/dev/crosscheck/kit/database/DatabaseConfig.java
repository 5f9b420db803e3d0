package dev.crosscheck.kit.database;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;

/**
 * Where the service's database is. Prefix: {@code crosscheck.database}.
 *
 * @param url            JDBC address, such as {@code jdbc:postgresql://localhost:5432/crosscheck}
 * @param owner          the role that migrates; it is used at start and then no more
 * @param app            the role the service lives under
 * @param maxConnections the most that the service ever holds open as {@code app}
 */
@ConfigurationProperties("crosscheck.database")
public record DatabaseConfig(
        String url,
        Owner owner,
        App app,
        @Bindable(defaultValue = "10") int maxConnections) {

    /** May change the schema. */
    @ConfigurationProperties("owner")
    public record Owner(String username, String password) {}

    /** May read, and write what its grants name. */
    @ConfigurationProperties("app")
    public record App(String username, String password) {}
}
