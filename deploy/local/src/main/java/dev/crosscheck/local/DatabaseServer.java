package dev.crosscheck.local;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;

/**
 * A running PostgreSQL, seen by whoever may create databases in it.
 *
 * @param host          name or address
 * @param port          TCP port
 * @param adminUsername a superuser
 * @param adminPassword of the superuser
 */
public record DatabaseServer(String host, int port, String adminUsername, String adminPassword) {

    /** Comes with every server, and is where to connect to for making others. */
    private static final String MAINTENANCE = "postgres";

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,40}");

    /** Creates the database of a service, or finds it; see {@link #createServiceDatabase(String, String, RolePasswords)}. */
    public ServiceDatabase createServiceDatabase(String service, RolePasswords passwords) {
        return createServiceDatabase(service, service, passwords);
    }

    /**
     * Creates a database for a service with its two roles, {@code <service>_owner} and {@code <service>_app}. What exists
     * stays as it is, but for the passwords and for who may connect.
     *
     * @param service   {@code catalog}, {@code pricing} or {@code comparison}
     * @param database  the database's name
     * @param passwords gives a role's password
     * @throws IllegalStateException if the server refuses
     */
    public ServiceDatabase createServiceDatabase(String service, String database, RolePasswords passwords) {
        String owner = name(service) + "_owner";
        String app = service + "_app";
        name(database);
        try (Connection admin = connect(MAINTENANCE);
                Statement statement = admin.createStatement()) {
            // Every role may connect to a database, and make temporary tables there, unless told otherwise. Nobody but
            // a superuser has any business in those that come with the server; a service has none in another's.
            for (String shared : List.of(MAINTENANCE, "template1")) {
                statement.execute("revoke all on database " + shared + " from public");
            }
            giveRole(admin, statement, owner, passwords.of(owner));
            giveRole(admin, statement, app, passwords.of(app));
            if (!exists(admin, "select from pg_database where datname = ?", database)) {
                statement.execute("create database " + database + " owner " + owner);
            }
            statement.execute("revoke all on database " + database + " from public, " + app);
            statement.execute("grant connect on database " + database + " to " + app);
        } catch (SQLException exception) {
            throw new IllegalStateException(
                    "database: " + database + " on " + host + ":" + port + " (expected: could be created)", exception);
        }
        return new ServiceDatabase(url(database), owner, passwords.of(owner), app, passwords.of(app));
    }

    /** A connection as the superuser. The caller closes it. */
    public Connection connect(String database) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", adminUsername);
        properties.setProperty("password", adminPassword);
        return DriverManager.getConnection(url(database), properties);
    }

    private String url(String database) {
        return "jdbc:postgresql://" + host + ":" + port + "/" + database;
    }

    private static void giveRole(Connection admin, Statement statement, String role, String password)
            throws SQLException {
        if (!exists(admin, "select from pg_roles where rolname = ?", role)) {
            statement.execute("create role " + role + " login nosuperuser nocreatedb nocreaterole");
        }
        statement.execute("alter role " + role + " password '" + password.replace("'", "''") + "'");
    }

    private static boolean exists(Connection admin, String query, String name) throws SQLException {
        try (PreparedStatement statement = admin.prepareStatement(query)) {
            statement.setString(1, name);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    /** Names become part of statements that take no parameters; so they are checked, not quoted. */
    private static String name(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("name: " + name + " (expected: " + NAME + ")");
        }
        return name;
    }

    /** Without the password: this may end in a log. */
    @Override
    public String toString() {
        return "DatabaseServer[" + host + ":" + port + ", " + adminUsername + "]";
    }
}
