package dev.crosscheck.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.crosscheck.event.Grants;
import dev.crosscheck.local.Containers;
import dev.crosscheck.local.Folders;
import dev.crosscheck.local.Installation;
import dev.crosscheck.local.KafkaGuard;
import dev.crosscheck.local.Launch;
import dev.crosscheck.local.LocalFolder;
import dev.crosscheck.local.LocalPostgres;
import dev.crosscheck.local.Ports;
import dev.crosscheck.local.Progress;
import dev.crosscheck.local.Publisher;
import dev.crosscheck.local.Quiet;
import dev.crosscheck.local.Reachable;
import dev.crosscheck.local.Replica;
import dev.crosscheck.local.RunningSystem;
import dev.crosscheck.local.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The real thing in a temporary folder, at free ports: what {@code ./dev up} starts, by the same code.
 *
 * <p>Tests publish through {@link #feed()}, read through {@link #site()}, and break parts through {@link #processes()}.
 */
final class CrosscheckSystem implements AutoCloseable {

    /** Long, since several builds may share the machine; nothing is measured by it. */
    static final Duration PATIENCE = Duration.ofSeconds(120);

    private static final Pattern PASSWORD = Pattern.compile("password=\"([^\"]+)\"");

    private final Path root;
    private final @Nullable KafkaGuard guard;
    private final Reachable system;
    private final Publisher publisher;
    private final Feed feed;
    private final Quiet quiet;
    private final Site site;

    private CrosscheckSystem(Path root, @Nullable KafkaGuard guard, Reachable system, Publisher publisher, Feed feed) {
        this.root = root;
        this.guard = guard;
        this.system = system;
        this.publisher = publisher;
        this.feed = feed;
        this.site = new Site(system);
        this.quiet = new Quiet(system);
    }

    /**
     * One for all tests that break nothing; it ends with the JVM. Their facts are of different models.
     *
     * <p>With {@code -Dcontainers=FILE} it is the one of {@code deploy/compose.yaml} that is up with the settings in the
     * file, and stays up.
     */
    static CrosscheckSystem shared() {
        return Shared.SYSTEM;
    }

    /** A system of its own for a test that breaks parts of it. Without any fact. */
    static CrosscheckSystem start() {
        return start(UnaryOperator.identity());
    }

    /** @param launch makes of how a service is usually started how it is here */
    static CrosscheckSystem start(UnaryOperator<Launch> launch) {
        return start(false, launch);
    }

    /** The same with a Kafka that asks everybody who he is, and lets him do what he needs and nothing else. */
    static CrosscheckSystem startGuarded() {
        return startGuarded(UnaryOperator.identity());
    }

    private static CrosscheckSystem inContainers(Path settings) {
        try {
            Containers system = Containers.read(settings);
            Path root = Files.createTempDirectory("crosscheck-system-");
            LocalFolder folder = new LocalFolder(root);
            system.tokens()
                    .write(
                            folder.publisherToken(),
                            system.tokens().token("publisher-tool", PATIENCE.multipliedBy(30), List.of("publisher")));
            return new CrosscheckSystem(
                    root,
                    null,
                    system,
                    new Publisher(Installation.built(project()), folder, system.ports()),
                    new Feed(system.bootstrapServers(), Map.of()));
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    /** @param launch makes of how a service is usually started how it is here */
    static CrosscheckSystem startGuarded(UnaryOperator<Launch> launch) {
        return start(true, launch);
    }

    private static CrosscheckSystem start(boolean guarded, UnaryOperator<Launch> launch) {
        try {
            Path root = Files.createTempDirectory("crosscheck-system-");
            KafkaGuard guard = guarded ? KafkaGuard.make(root.resolve("guard")) : null;
            Installation installation = Installation.built(project());
            LocalFolder folder = new LocalFolder(root);
            Ports ports = Ports.free();
            RunningSystem processes = new RunningSystem(
                    installation, folder, ports, LocalPostgres.Durability.DURABLE, Progress.SILENT, guard);
            for (Service service : Service.values()) {
                processes.startNextBy(service, launch.apply(Launch.of(service)));
            }
            try {
                processes.start();
            } catch (RuntimeException exception) {
                processes.close();
                throw new IllegalStateException(exception.getMessage() + "\n" + logs(folder), exception);
            }
            return new CrosscheckSystem(
                    root,
                    guard,
                    processes,
                    new Publisher(installation, folder, ports),
                    new Feed(
                            processes.kafka().bootstrapServers(),
                            guard == null ? Map.of() : guard.withPassword(Grants.DATA_TEAM)));
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    /** The folder of the project, from the folder of this module. */
    static Path project() {
        return Path.of("..").toAbsolutePath().normalize();
    }

    /** How to reach its parts, wherever they run. */
    Reachable reach() {
        return system;
    }

    /** What a service of a system that is guarded was told of Kafka. */
    Path clientSettings(Service service) {
        return new LocalFolder(root).clientSettings(service.id());
    }

    /**
     * Its parts, for those who break them.
     *
     * @throws IllegalStateException if they are not processes that were started here
     */
    RunningSystem processes() {
        if (system instanceof RunningSystem processes) {
            return processes;
        }
        throw new IllegalStateException(system + ": containers (expected: processes of this test)");
    }

    /** What PostgreSQL was started with: its data and its passwords. */
    Path postgresFolder() {
        return new LocalFolder(root).postgres();
    }

    /** What Kafka was started with. */
    Path kafkaFolder() {
        return new LocalFolder(root).kafka();
    }

    /** Sends events as any Kafka client would. */
    Feed feed() {
        return feed;
    }

    /** Asks services as their users do. */
    Site site() {
        return site;
    }

    /** What the service has logged so far, line by line. */
    List<String> log(Service service) {
        try {
            return Files.readAllLines(new LocalFolder(root).log(service.id()));
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    /** What the service proves by who it is: passwords of PostgreSQL, and those of Kafka if it asks for any. */
    List<String> secrets(Service service) {
        List<String> secrets = new ArrayList<>();
        processes().database(service).environment().forEach((name, value) -> {
            if (name.endsWith("PASSWORD")) {
                secrets.add(value);
            }
        });
        if (guard != null) {
            Matcher password = PASSWORD.matcher(
                    guard.withPassword(service.module()).get("sasl.jaas.config").toString());
            assertThat(password.find()).isTrue();
            secrets.add(password.group(1));
        }
        return secrets;
    }

    /** Publishes the sample facts, as the first {@code ./dev up} does. */
    void publishSamples() {
        publisher.publishSamples();
    }

    /** The data team's tool. @return its exit code */
    int publisher(Duration within, List<String> arguments) {
        return publisher.run(within, arguments);
    }

    /** The data team's tool, for what it says. */
    Publisher.Answer ask(Duration within, List<String> arguments) {
        return publisher.ask(within, arguments);
    }

    /** The same in another environment. */
    Publisher.Answer ask(Duration within, List<String> arguments, Map<String, String> environment) {
        return publisher.with(environment).ask(within, arguments);
    }

    /** Returns when every event sent so far has had its whole effect. */
    void awaitQuiet() {
        await("every event has had its whole effect")
                .atMost(PATIENCE)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(quiet.undone()).isEmpty());
    }

    /** Returns when every reader has found out which topics it reads: those that are there now. */
    void awaitTopicIds() {
        Map<String, String> ids = system.broker().topicIds();
        await("every reader knows its topics")
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(List.of(Service.values()))
                        .allSatisfy(service -> assertThat(query(
                                        service, "select distinct topic, coalesce(topic_id, '') from kafka_offset"))
                                .isNotEmpty()
                                .allSatisfy(row -> assertThat(row.get(1)).isEqualTo(ids.get(row.get(0))))));
    }

    /** Every stored page, with the transaction that wrote it: two equal answers mean that nothing was written between. */
    List<List<Object>> storedPages() {
        return query(
                Service.COMPARISON,
                "select first_id, second_id, xmin::text, encode(digest, 'hex') from page order by first_id, second_id");
    }

    /**
     * Every stored page equals what its facts give when it is computed from scratch, and breaks no truth rule. The
     * service looks itself.
     */
    void assertPagesAreRight() {
        assertPagesAreRight(1);
    }

    /** The same where there are too many pages to read the sentences of each: those of every so many are read. */
    void assertPagesAreRight(int every) {
        assertRight(site.audit(every));
    }

    /** The same, looked at by another replica. */
    void assertPagesAreRight(Replica replica) {
        assertRight(site.audit(replica.managementUri(), 1));
    }

    private static void assertRight(JsonNode audit) {
        long models = audit.get("models").asLong();
        assertThat(audit.get("pages").asLong()).as("a page for each pair").isEqualTo(models * (models - 1) / 2);
        assertThat(audit.get("missing").asLong()).as("missing, of " + audit).isZero();
        assertThat(audit.get("different").asLong()).as("different, of " + audit).isZero();
        assertThat(audit.get("stale").asLong()).as("stale, of " + audit).isZero();
        assertThat(audit.get("untrue").asLong()).as("untrue, of " + audit).isZero();
    }

    /** What every stored page says, by pair. */
    Map<List<Object>, Object> pageDigests() {
        return query(
                        Service.COMPARISON,
                        "select first_id, second_id, encode(digest, 'hex') from page order by first_id, second_id")
                .stream()
                .collect(Collectors.toMap(row -> List.of(row.get(0), row.get(1)), row -> row.get(2)));
    }

    /** The one number that a query on a service's database gives. */
    long count(Service service, String query, Object... parameters) {
        List<List<Object>> rows = query(service, query, parameters);
        return ((Number) rows.getFirst().getFirst()).longValue();
    }

    /** What a query on a service's database gives; the superuser asks. */
    List<List<Object>> query(Service service, String query, Object... parameters) {
        try (Connection admin = system.databases().connect(service.id());
                PreparedStatement statement = admin.prepareStatement(query)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            List<List<Object>> rows = new ArrayList<>();
            try (ResultSet result = statement.executeQuery()) {
                int columns = result.getMetaData().getColumnCount();
                while (result.next()) {
                    List<Object> row = new ArrayList<>();
                    for (int column = 1; column <= columns; column++) {
                        row.add(result.getObject(column));
                    }
                    rows.add(row);
                }
            }
            return rows;
        } catch (SQLException exception) {
            throw new IllegalStateException(service.id() + ": " + query, exception);
        }
    }

    /** Stops everything and deletes the data. */
    @Override
    public void close() {
        feed.close();
        if (system instanceof RunningSystem processes) {
            processes.close();
        }
        try {
            Folders.delete(root);
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    private static String logs(LocalFolder folder) throws IOException {
        StringBuilder logs = new StringBuilder();
        for (Service service : Service.values()) {
            Path log = folder.log(service.id());
            if (Files.exists(log)) {
                List<String> lines = Files.readAllLines(log);
                logs.append("--- ").append(service.id()).append('\n');
                lines.subList(Math.max(0, lines.size() - 30), lines.size())
                        .forEach(line -> logs.append(line).append('\n'));
            }
        }
        return logs.toString();
    }

    private static final class Shared {
        private static final CrosscheckSystem SYSTEM = startShared();

        private static CrosscheckSystem startShared() {
            String containers = System.getProperty("containers", "");
            CrosscheckSystem system =
                    containers.isEmpty() ? CrosscheckSystem.start() : inContainers(Path.of(containers));
            Runtime.getRuntime().addShutdownHook(new Thread(system::close, "shared-system-stop"));
            system.publishSamples();
            system.awaitQuiet();
            return system;
        }
    }
}
