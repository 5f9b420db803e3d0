package dev.crosscheck.kit.database;

import java.sql.Connection;
import javax.sql.DataSource;
import org.jooq.ConnectionProvider;
import org.jooq.impl.DataSourceConnectionProvider;
import org.jooq.tools.jdbc.DefaultConnection;

/**
 * Hands out connections that know their isolation. jOOQ asks for it at the beginning and the end of every transaction,
 * and the driver asks the server each time: two round trips for an answer that never changes here.
 */
final class ReadCommittedConnections implements ConnectionProvider {

    private final DataSourceConnectionProvider connections;

    ReadCommittedConnections(DataSource pool) {
        connections = new DataSourceConnectionProvider(pool);
    }

    @Override
    public Connection acquire() {
        return new ReadCommitted(connections.acquire());
    }

    @Override
    public void release(Connection connection) {
        connections.release(connection);
    }

    /** As PostgreSQL has it, and as all locking of ours expects it. */
    private static final class ReadCommitted extends DefaultConnection {

        ReadCommitted(Connection connection) {
            super(connection);
        }

        @Override
        public int getTransactionIsolation() {
            return TRANSACTION_READ_COMMITTED;
        }
    }
}
