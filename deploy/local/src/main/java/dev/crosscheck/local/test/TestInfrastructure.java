package dev.crosscheck.local.test;

import dev.crosscheck.local.Broker;
import dev.crosscheck.local.DatabaseServer;
import dev.crosscheck.local.Passwords;
import dev.crosscheck.local.ServiceDatabase;
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

    /** Where the servers come from. Each method starts its server on first use; all may be called by several threads. */
    interface Servers {

        DatabaseServer postgres();

        Passwords passwords();

        Broker kafka();
    }
}
