package dev.crosscheck.kit.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.crosscheck.kit.outbox.RelaySignal;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;
import org.jooq.impl.DefaultConfiguration;
import org.jspecify.annotations.Nullable;

/** The service's own database. */
@Factory
final class Databases {

    private static final long CONNECTION_TIMEOUT_MILLIS = 5_000;

    /** Migrates first, or waits until somebody has: nothing in the service ever sees an older schema. */
    @Bean(preDestroy = "close")
    @Singleton
    HikariDataSource pool(DatabaseConfig config, MeterRegistry meters) {
        if (config.migrate()) {
            Migrations.run(
                    config.url(),
                    ofOwner("username", config.owner().username()),
                    ofOwner("password", config.owner().password()),
                    config.app().username());
        } else {
            Migrations.await(config.url(), config.app().username(), config.app().password(), config.schemaWithin());
        }
        HikariConfig pool = new HikariConfig();
        pool.setPoolName("app");
        pool.setJdbcUrl(config.url());
        pool.setUsername(config.app().username());
        pool.setPassword(config.app().password());
        pool.setMaximumPoolSize(config.maxConnections());
        pool.setConnectionTimeout(CONNECTION_TIMEOUT_MILLIS);
        pool.setMetricRegistry(meters);
        // Without it, a connection that was cut half-way would be waited for until TCP gives up.
        pool.addDataSourceProperty("socketTimeout", 60);
        pool.addDataSourceProperty("tcpKeepAlive", true);
        // A process that is stopped in the middle of a transaction, and not dead, would keep its locks from the others.
        // One whose machine is gone would keep them too: the server asks after ten seconds whether it is there.
        pool.addDataSourceProperty(
                "options",
                "-c idle_in_transaction_session_timeout=30s -c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5"
                        + " -c tcp_keepalives_count=3");
        // One multi-row statement in place of a round trip for each row of a batch.
        pool.addDataSourceProperty("reWriteBatchedInserts", true);
        return new HikariDataSource(pool);
    }

    private static String ofOwner(String setting, @Nullable String value) {
        if (value == null) {
            throw new IllegalStateException("crosscheck.database.owner." + setting
                    + ": none (expected: that of the role that migrates, or crosscheck.database.migrate: false)");
        }
        return value;
    }

    @Singleton
    DSLContext dsl(HikariDataSource pool, RelaySignal relay) {
        return dsl(pool, relay::committed);
    }

    /** How statements are written, whoever writes them. */
    static Settings settings() {
        return new Settings().withRenderSchema(false).withExecuteLogging(false);
    }

    /** The same context without a running service, for tests and tools. */
    static DSLContext dsl(HikariDataSource pool, java.util.function.Consumer<org.jooq.TransactionContext> onCommit) {
        DefaultConfiguration configuration = new DefaultConfiguration();
        configuration.set(new ReadCommittedConnections(pool));
        configuration.set(SQLDialect.POSTGRES);
        configuration.set(settings());
        configuration.set(new ToldTransactions(onCommit));
        configuration.set(new GettingOn());
        return DSL.using(configuration);
    }
}
