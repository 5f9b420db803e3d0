package dev.crosscheck.measure;

import dev.crosscheck.local.DatabaseServer;
import dev.crosscheck.local.Service;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Questions to a service's database as its superuser, on one kept connection: making one for each question would burden
 * the server that is measured. What measurements need of tables is in the schema {@code measure}. One thread at a time.
 */
final class Sql implements AutoCloseable {

    private final Connection connection;

    Sql(DatabaseServer server, Service service) throws SQLException {
        connection = server.connect(service.id());
        execute("create schema if not exists measure");
    }

    Connection connection() {
        return connection;
    }

    /** The one number of a query. */
    long number(String query, Object... parameters) {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        } catch (SQLException exception) {
            throw new IllegalStateException(query + ": " + exception.getMessage(), exception);
        }
    }

    void execute(String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException exception) {
            throw new IllegalStateException(sql + ": " + exception.getMessage(), exception);
        }
    }

    /** Runs a statement. @return how many seconds it took */
    double seconds(String sql) {
        long start = System.nanoTime();
        execute(sql);
        return (System.nanoTime() - start) / 1e9;
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException _) {
            // The server may be gone before us.
        }
    }
}
