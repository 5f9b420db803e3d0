package dev.crosscheck.local;

import java.util.Map;

/**
 * A service's own database and the two roles that may enter it.
 *
 * @param url           a JDBC URL without credentials
 * @param ownerUsername owns the database; runs the migrations
 * @param ownerPassword of the owner
 * @param appUsername   what the service runs as: it may connect, and do what the migrations grant it
 * @param appPassword   of the service
 */
public record ServiceDatabase(
        String url, String ownerUsername, String ownerPassword, String appUsername, String appPassword) {

    /** The settings a service reads, for an application context inside this process. */
    public Map<String, Object> properties() {
        return Map.of(
                "crosscheck.database.url", url,
                "crosscheck.database.owner.username", ownerUsername,
                "crosscheck.database.owner.password", ownerPassword,
                "crosscheck.database.app.username", appUsername,
                "crosscheck.database.app.password", appPassword);
    }

    /** The same settings as environment variables, for a service in a process of its own. */
    public Map<String, String> environment() {
        return Map.of(
                "CROSSCHECK_DATABASE_URL", url,
                "CROSSCHECK_DATABASE_OWNER_USERNAME", ownerUsername,
                "CROSSCHECK_DATABASE_OWNER_PASSWORD", ownerPassword,
                "CROSSCHECK_DATABASE_APP_USERNAME", appUsername,
                "CROSSCHECK_DATABASE_APP_PASSWORD", appPassword);
    }

    /** Without the passwords: this may end in a log. */
    @Override
    public String toString() {
        return "ServiceDatabase[" + url + ", owner " + ownerUsername + ", app " + appUsername + "]";
    }
}
