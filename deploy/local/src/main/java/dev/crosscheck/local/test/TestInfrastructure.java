package dev.crosscheck.local.test;

import dev.crosscheck.local.Broker;
import dev.crosscheck.local.DatabaseServer;
import dev.crosscheck.local.Folders;
import dev.crosscheck.local.LocalTokens;
import dev.crosscheck.local.Passwords;
import dev.crosscheck.local.ServiceDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One PostgreSQL and one Kafka for all tests of a JVM, each started when first asked for and stopped with the JVM.
 *
 * <p>They are embedded, and need nothing but Maven and a JDK. With {@code -Dinfrastructure=containers} they are the
 * public images instead, by Testcontainers.
 */
public final class TestInfrastructure {

    private static final TestInfrastructure SHARED = new TestInfrastructure(
            switch (System.getProperty("infrastructure", "embedded")) {
                case "embedded" -> new EmbeddedServers();
                case "containers" -> new ContainerServers();
                case String other ->
                    throw new IllegalArgumentException(
                            "infrastructure: " + other + " (expected: embedded or containers)");
            });

    private final Servers servers;
    private final AtomicInteger databases = new AtomicInteger();
    private final LocalTokens tokens = temporaryTokens();

    private TestInfrastructure(Servers servers) {
        this.servers = servers;
    }

    /** The servers of this JVM. */
    public static TestInfrastructure shared() {
        return SHARED;
    }

    /** A new, empty database with the service's two roles; nobody else has it. */
    public ServiceDatabase newServiceDatabase(String service) {
        return postgres()
                .createServiceDatabase(service, service + "_" + databases.incrementAndGet(), servers.passwords());
    }

    /** The PostgreSQL server, as its superuser sees it. */
    public DatabaseServer postgres() {
        return servers.postgres();
    }

    /** The Kafka broker. It has no topics but those that tests create. */
    public Broker kafka() {
        return servers.kafka();
    }

    /** Tokens that a service believes which is started with {@link LocalTokens#properties()} of these. */
    public LocalTokens tokens() {
        return tokens;
    }

    /** What a client says in {@code Authorization} to be known in these roles, of {@link LocalTokens#ROLES}. */
    public String authorization(String... roles) {
        return "Bearer " + tokens.token("test", Duration.ofHours(1), List.of(roles));
    }

    private static LocalTokens temporaryTokens() {
        try {
            Path folder = Files.createTempDirectory("crosscheck-test-access-");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder), "test-tokens-delete"));
            return new LocalTokens(folder);
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    private static void delete(Path folder) {
        try {
            Folders.delete(folder);
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    /** Where the servers come from. Each method starts its server on first use; all may be called by several threads. */
    interface Servers {

        DatabaseServer postgres();

        Passwords passwords();

        Broker kafka();
    }
}
