package dev.crosscheck.local;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * A real PostgreSQL 18 that needs nothing installed: its binaries come as a library.
 *
 * <p>Every role, the superuser too, needs its password, and only this machine can connect.
 */
public final class LocalPostgres implements AutoCloseable {

    private static final String SUPERUSER = "postgres";
    private static final Duration START_WITHIN = Duration.ofSeconds(60);
    private static final String ACCESS = """
            # Written by LocalPostgres: everybody needs a password, and connects from this machine.
            host all all 127.0.0.1/32 scram-sha-256
            host all all ::1/128      scram-sha-256
            """;

    private final Path data;
    private final EmbeddedPostgres postgres;
    private final DatabaseServer server;
    private final Passwords passwords;

    private LocalPostgres(Path data, EmbeddedPostgres postgres, DatabaseServer server, Passwords passwords) {
        this.data = data;
        this.postgres = postgres;
        this.server = server;
        this.passwords = passwords;
    }

    /** How much a crash of the machine may lose. */
    public enum Durability {
        /** A commit is on disk before it is answered, as in production. */
        DURABLE,
        /** For tests: a crash of the machine may lose everything; a crash of PostgreSQL itself loses nothing. */
        FAST
    }

    /**
     * Starts PostgreSQL on the data in a folder, and makes the data when there are none. Takes 1 to 3 seconds.
     *
     * @param folder holds the data and the passwords; made if missing
     * @param port   where to listen, at 127.0.0.1
     * @throws IllegalStateException if it does not start
     */
    public static LocalPostgres start(Path folder, int port, Durability durability) {
        try {
            Files.createDirectories(folder);
            Path data = folder.resolve("data");
            // A start that was cut short leaves half of a cluster. Nothing was ever stored in it.
            if (Files.exists(data) && !Files.exists(data.resolve("postgresql.conf"))) {
                Folders.delete(data);
            }
            boolean fresh = !Files.exists(data.resolve("postgresql.conf"));
            Passwords passwords = new Passwords(folder.resolve("passwords.properties"));
            String password = passwords.of(SUPERUSER);
            EmbeddedPostgres postgres =
                    builder(folder, data, port, durability, password).start();
            DatabaseServer server = new DatabaseServer("127.0.0.1", port, SUPERUSER, password);
            if (fresh || !Files.readString(data.resolve("pg_hba.conf")).equals(ACCESS)) {
                requirePasswords(server, data);
            }
            return new LocalPostgres(data, postgres, server, passwords);
        } catch (IOException exception) {
            throw new IllegalStateException(
                    "postgresql: did not start at port " + port + " (expected: within " + START_WITHIN.toSeconds()
                            + " s; see " + folder.resolve("postgres.log") + ")",
                    exception);
        }
    }

    /** The server, for whoever creates databases or looks into them. */
    public DatabaseServer server() {
        return server;
    }

    /** Whether its process runs: the one that it wrote down itself. */
    public boolean isAlive() {
        return PidFile.findPostgres(data).isPresent();
    }

    /** Creates the service's database and roles, or finds them. */
    public ServiceDatabase createServiceDatabase(String service) {
        return server.createServiceDatabase(service, passwords);
    }

    /** Creates a database of another name for the service. */
    public ServiceDatabase createServiceDatabase(String service, String database) {
        return server.createServiceDatabase(service, database, passwords);
    }

    /** Disconnects everybody, writes what is to be written, and stops. The data stay. */
    @Override
    public void close() {
        try {
            postgres.close();
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    private static EmbeddedPostgres.Builder builder(
            Path folder, Path data, int port, Durability durability, String password) {
        boolean durable = durability == Durability.DURABLE;
        ProcessBuilder.Redirect log =
                ProcessBuilder.Redirect.appendTo(folder.resolve("postgres.log").toFile());
        return EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPort(port)
                .setPGStartupWait(START_WITHIN)
                .setOutputRedirector(log)
                .setErrorRedirector(log)
                .setConnectConfig("password", password)
                // Text is compared by code point: the same order on every machine.
                .setLocaleConfig("locale", "C")
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("unix_socket_directories", "")
                .setServerConfig("max_connections", "300")
                .setServerConfig("shared_buffers", "256MB")
                .setServerConfig("timezone", "UTC")
                // The library turns fsync off before these are read; the last word is ours.
                .setServerConfig("fsync", durable ? "on" : "off")
                .setServerConfig("synchronous_commit", durable ? "on" : "off")
                .setServerConfig("full_page_writes", durable ? "on" : "off");
    }

    /** A new cluster trusts every local user; from here on it trusts nobody. */
    private static void requirePasswords(DatabaseServer server, Path data) throws IOException {
        try (Connection admin = server.connect("postgres");
                Statement statement = admin.createStatement()) {
            statement.execute("alter role " + SUPERUSER + " password '" + server.adminPassword() + "'");
            Files.writeString(data.resolve("pg_hba.conf"), ACCESS);
            statement.execute("select pg_reload_conf()");
        } catch (SQLException exception) {
            throw new IllegalStateException("postgresql: roles could not be given passwords", exception);
        }
    }
}
