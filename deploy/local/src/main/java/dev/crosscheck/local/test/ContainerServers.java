package dev.crosscheck.local.test;

import dev.crosscheck.local.Broker;
import dev.crosscheck.local.DatabaseServer;
import dev.crosscheck.local.Passwords;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import org.jspecify.annotations.Nullable;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** The public images, started by Testcontainers. Needs a container engine. */
final class ContainerServers implements TestInfrastructure.Servers {

    private static final int POSTGRESQL_PORT = 5432;

    private final Passwords passwords;
    private @Nullable PostgreSQLContainer postgres;
    private @Nullable KafkaContainer kafka;

    ContainerServers() {
        try {
            passwords =
                    new Passwords(Files.createTempDirectory("crosscheck-test-").resolve("passwords.properties"));
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "test-infrastructure-stop"));
    }

    @Override
    public synchronized DatabaseServer postgres() {
        if (postgres == null) {
            postgres = new PostgreSQLContainer("postgres:18");
            postgres.withCommand("postgres", "-c", "max_connections=300", "-c", "fsync=off");
            postgres.start();
        }
        return new DatabaseServer(
                postgres.getHost(),
                postgres.getMappedPort(POSTGRESQL_PORT),
                postgres.getUsername(),
                postgres.getPassword());
    }

    @Override
    public Passwords passwords() {
        return passwords;
    }

    @Override
    public synchronized Broker kafka() {
        if (kafka == null) {
            kafka = new KafkaContainer("apache/kafka:4.3.1");
            kafka.withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false").withEnv("KAFKA_MESSAGE_MAX_BYTES", "2097152");
            kafka.start();
        }
        return new Broker(kafka.getBootstrapServers());
    }

    private synchronized void stop() {
        if (kafka != null) {
            kafka.stop();
        }
        if (postgres != null) {
            postgres.stop();
        }
    }
}
