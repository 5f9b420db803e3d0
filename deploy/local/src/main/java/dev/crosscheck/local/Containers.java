package dev.crosscheck.local;

import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Properties;

/**
 * A system whose parts run in containers that publish their ports at this machine: that of {@code deploy/compose.yaml}.
 *
 * @param ports         where they are published
 * @param adminPassword of PostgreSQL's superuser
 * @param tokens        with the key that the services believe
 */
public record Containers(Ports ports, String adminPassword, LocalTokens tokens) implements Reachable {

    private static final String HOST = "127.0.0.1";
    private static final String SUPERUSER = "postgres";

    /**
     * Reads what Compose was started with.
     *
     * @param settings the file of variables; beside it lies a folder {@code access} with the key of tokens, copied out of
     *     the container that made it
     * @throws IllegalArgumentException if a port, the superuser's password or the key is not there
     */
    public static Containers read(Path settings) throws IOException {
        Properties variables = new Properties();
        try (Reader reader = Files.newBufferedReader(settings)) {
            variables.load(reader);
        }
        Map<Service, Integer> services = new EnumMap<>(Service.class);
        Map<Service, Integer> managements = new EnumMap<>(Service.class);
        for (Service service : Service.values()) {
            services.put(service, port(variables, service.name()));
            managements.put(service, port(variables, service.name() + "_MANAGEMENT"));
        }
        Path access = settings.toAbsolutePath().resolveSibling("access");
        if (!Files.exists(access.resolve("keys.json"))) {
            throw new IllegalArgumentException(access + ": no keys.json (expected: the folder of setup's container)");
        }
        return new Containers(
                new Ports(port(variables, "POSTGRES"), port(variables, "KAFKA"), services, managements),
                given(variables, "POSTGRES_PASSWORD"),
                new LocalTokens(access));
    }

    private static int port(Properties variables, String part) {
        return Integer.parseInt(given(variables, "CROSSCHECK_" + part + "_PORT"));
    }

    private static String given(Properties variables, String name) {
        String value = variables.getProperty(name, "").strip();
        if (value.isEmpty()) {
            throw new IllegalArgumentException(name + ": missing (expected: in the settings of the containers)");
        }
        return value;
    }

    @Override
    public URI uri(Service service) {
        return URI.create("http://" + HOST + ":" + ports.of(service) + "/");
    }

    @Override
    public URI managementUri(Service service) {
        return URI.create("http://" + HOST + ":" + ports.managementOf(service) + "/");
    }

    @Override
    public DatabaseServer databases() {
        return new DatabaseServer(HOST, ports.postgres(), SUPERUSER, adminPassword);
    }

    @Override
    public Broker broker() {
        return new Broker(bootstrapServers());
    }

    @Override
    public String bootstrapServers() {
        return HOST + ":" + ports.kafka();
    }

    /** Without the password: this may end in a log. */
    @Override
    public String toString() {
        return "Containers[" + ports + "]";
    }
}
