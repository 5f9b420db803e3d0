package dev.crosscheck.local.test;

import dev.crosscheck.local.Broker;
import dev.crosscheck.local.DatabaseServer;
import dev.crosscheck.local.Folders;
import dev.crosscheck.local.FreePorts;
import dev.crosscheck.local.LocalKafka;
import dev.crosscheck.local.LocalPostgres;
import dev.crosscheck.local.Passwords;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Servers in a temporary folder, which is deleted with them when the JVM ends. */
final class EmbeddedServers implements TestInfrastructure.Servers {

    private final Path folder;
    private final Passwords passwords;
    private @Nullable LocalPostgres postgres;
    private @Nullable LocalKafka kafka;

    EmbeddedServers() {
        try {
            folder = Files.createTempDirectory("crosscheck-test-");
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
        passwords = new Passwords(folder.resolve("passwords.properties"));
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "test-infrastructure-stop"));
    }

    @Override
    public synchronized DatabaseServer postgres() {
        if (postgres == null) {
            postgres = LocalPostgres.start(folder.resolve("postgres"), FreePorts.any(), LocalPostgres.Durability.FAST);
        }
        return postgres.server();
    }

    @Override
    public Passwords passwords() {
        return passwords;
    }

    @Override
    public synchronized Broker kafka() {
        if (kafka == null) {
            kafka = LocalKafka.start(folder.resolve("kafka"), FreePorts.any());
        }
        return kafka.broker();
    }

    private synchronized void stop() {
        try {
            if (kafka != null) {
                // Its data are deleted anyway.
                kafka.process().kill();
            }
            if (postgres != null) {
                postgres.close();
            }
            Folders.delete(folder);
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }
}
