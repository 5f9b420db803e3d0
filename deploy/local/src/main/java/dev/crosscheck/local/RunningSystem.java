package dev.crosscheck.local;

import dev.crosscheck.event.Topics;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL, Kafka and the three services, each in a process of its own.
 *
 * <p>Every part can be stopped, killed, suspended and started again by itself, on its old port and data. One thread at
 * a time.
 */
public final class RunningSystem implements Reachable, AutoCloseable {

    private static final Duration USUALLY_READY_WITHIN = Duration.ofSeconds(90);

    /** As long as a system on one machine is likely to stay up; each start makes a new one. */
    private static final Duration PUBLISHER_TOKEN_FOR = Duration.ofDays(90);

    private final Installation installation;
    private final LocalFolder folder;
    private final Ports ports;
    private final LocalPostgres.Durability durability;
    private final Progress progress;
    private final Health health = new Health();
    private final LocalTokens tokens;
    private final @Nullable KafkaGuard guard;
    private final Map<Service, ServiceDatabase> databases = new EnumMap<>(Service.class);
    private final Map<Service, Child> services = new EnumMap<>(Service.class);
    private final List<Replica> replicas = new ArrayList<>();
    private final Map<Service, Launch> launches = new EnumMap<>(Service.class);
    private @Nullable LocalPostgres postgres;
    private @Nullable LocalKafka kafka;
    private Duration readyWithin = USUALLY_READY_WITHIN;
    private boolean closed;

    /** @param progress told of each part that is up */
    public RunningSystem(
            Installation installation,
            LocalFolder folder,
            Ports ports,
            LocalPostgres.Durability durability,
            Progress progress) {
        this(installation, folder, ports, durability, progress, null);
    }

    /**
     * The same with somebody at the door of Kafka; each service comes with its password.
     *
     * @param guard null for a Kafka that lets everybody do everything
     */
    public RunningSystem(
            Installation installation,
            LocalFolder folder,
            Ports ports,
            LocalPostgres.Durability durability,
            Progress progress,
            @Nullable KafkaGuard guard) {
        this.installation = installation;
        this.folder = folder;
        this.ports = ports;
        this.durability = durability;
        this.progress = progress;
        this.tokens = new LocalTokens(folder.access());
        this.guard = guard;
    }

    /**
     * Starts everything, and returns when every service is ready.
     *
     * @throws IllegalStateException if a part does not come up; what had come up is stopped again by {@link #close}
     */
    public void start() {
        tokens.write(
                folder.publisherToken(), tokens.token("publisher-tool", PUBLISHER_TOKEN_FOR, List.of("publisher")));
        CompletableFuture<Void> database = CompletableFuture.runAsync(this::startPostgres);
        try {
            startKafka();
            createTopics();
        } finally {
            join(database);
        }
        for (Service service : Service.values()) {
            launch(service);
        }
        for (Service service : Service.values()) {
            awaitReady(service);
        }
    }

    /** Starts PostgreSQL and creates the services' databases, or finds them. */
    public void startPostgres() {
        LocalPostgres earlier = postgresIfStarted();
        if (earlier != null) {
            // One that has died still holds the lock on its folder.
            earlier.close();
        }
        LocalPostgres started = LocalPostgres.start(folder.postgres(), ports.postgres(), durability);
        synchronized (this) {
            postgres = started;
            if (closed) {
                started.close();
                return;
            }
        }
        for (Service service : Service.values()) {
            databases.put(service, started.createServiceDatabase(service.id()));
        }
        progress.done("postgresql", "ready at 127.0.0.1:" + ports.postgres());
    }

    /** Disconnects everybody and stops PostgreSQL. */
    public void stopPostgres() {
        postgres().close();
    }

    /** Starts the broker. */
    public void startKafka() {
        LocalKafka launched = LocalKafka.launch(folder.kafka(), ports.kafka(), guard);
        synchronized (this) {
            kafka = launched;
        }
        folder.pidFile(Leftovers.KAFKA).write(launched.process().handle());
        launched.awaitAnswer();
        progress.done("kafka", "ready at " + launched.bootstrapServers());
    }

    public void stopKafka() {
        kafka().close();
    }

    /** How long a service may take from its start until it is ready: 90 seconds, unless this is called. */
    public synchronized void waitForReadiness(Duration most) {
        readyWithin = most;
    }

    /** From its next start on the service is started so: for those who measure, or try a setting. */
    public synchronized void startNextBy(Service service, Launch launch) {
        launches.put(service, launch);
    }

    /** Starts a service, and returns when it is ready. */
    public void start(Service service) {
        launch(service);
        awaitReady(service);
    }

    /** Returns when the service is ready. */
    public void awaitReady(Service service) {
        health.awaitReady(process(service), ports.managementOf(service), readyWithin);
        progress.done(service.id(), "ready at " + uri(service));
    }

    /** The service's process, for those who kill, suspend or stop it. */
    public synchronized Child process(Service service) {
        return Objects.requireNonNull(services.get(service), () -> service + " was not started");
    }

    public synchronized LocalPostgres postgres() {
        return Objects.requireNonNull(postgres, "PostgreSQL was not started");
    }

    private synchronized @Nullable LocalPostgres postgresIfStarted() {
        return postgres;
    }

    public synchronized LocalKafka kafka() {
        return Objects.requireNonNull(kafka, "Kafka was not started");
    }

    public ServiceDatabase database(Service service) {
        return Objects.requireNonNull(databases.get(service), () -> service + " has no database yet");
    }

    @Override
    public DatabaseServer databases() {
        return postgres().server();
    }

    @Override
    public Broker broker() {
        return kafka().broker();
    }

    @Override
    public String bootstrapServers() {
        return kafka().bootstrapServers();
    }

    @Override
    public LocalTokens tokens() {
        return tokens;
    }

    @Override
    public URI uri(Service service) {
        return URI.create("http://127.0.0.1:" + ports.of(service) + "/");
    }

    @Override
    public URI managementUri(Service service) {
        return URI.create("http://127.0.0.1:" + ports.managementOf(service) + "/");
    }

    /** Whether {@link #close} has been called. */
    public synchronized boolean isClosed() {
        return closed;
    }

    public boolean isReady(Service service) {
        return health.isReady(ports.managementOf(service));
    }

    /** Stops everything: first those who ask, then those who answer. The data stay. May be called more than once. */
    @Override
    public void close() {
        List<Child> askers;
        synchronized (this) {
            closed = true;
            askers = new ArrayList<>(services.values());
            replicas.forEach(replica -> askers.add(replica.process()));
        }
        askers.parallelStream().forEach(Child::close);
        if (kafka != null) {
            kafka.close();
        }
        if (postgres != null) {
            postgres.close();
        }
        for (Service service : Service.values()) {
            folder.pidFile(service.id()).delete();
        }
        folder.pidFile(Leftovers.KAFKA).delete();
    }

    private void createTopics() {
        Set<String> created = kafka().broker().createTopics(Topics.ALL);
        progress.done("topics", created.isEmpty() ? "all there" : created.size() + " created");
    }

    private void launch(Service service) {
        synchronized (this) {
            Child process = launch(service, service.id(), ports.of(service), ports.managementOf(service), 1);
            services.put(service, process);
            folder.pidFile(service.id()).write(process.handle());
        }
    }

    /**
     * Starts one more process of a service, at free ports, beside those that are there; returns when it is ready.
     *
     * @param number tells the replicas of a service apart, 2 or more: the first is the one of {@link #start()}
     */
    public Replica startReplica(Service service, int number) {
        List<Integer> free = FreePorts.any(2);
        Replica replica;
        synchronized (this) {
            replica = new Replica(
                    launch(service, service.id() + "-" + number, free.get(0), free.get(1), number),
                    free.get(0),
                    free.get(1));
            replicas.add(replica);
        }
        health.awaitReady(replica.process(), replica.managementPort(), readyWithin);
        return replica;
    }

    private Child launch(Service service, String name, int port, int managementPort, int number) {
        Launch launch = launches.getOrDefault(service, Launch.of(service));
        List<String> command = new ArrayList<>(List.of(Child.java()));
        command.addAll(launch.arguments(installation.jar(service.module())));
        Map<String, String> environment = environment(service, port, managementPort, number);
        environment.putAll(launch.environment());
        if (closed) {
            throw new IllegalStateException("stopped while starting");
        }
        return Child.start(name, command, environment, folder.log(name));
    }

    private Map<String, String> environment(Service service, int port, int managementPort, int number) {
        Map<String, String> environment = new HashMap<>(database(service).environment());
        environment.put("CROSSCHECK_KAFKA_BOOTSTRAP_SERVERS", kafka().bootstrapServers());
        if (guard != null) {
            Path settings = folder.clientSettings(service.id());
            KafkaGuard.writeForService(settings, guard.withPassword(service.module()));
            environment.put("MICRONAUT_CONFIG_FILES", settings.toString());
        }
        // A service that was killed takes its partitions back at once, not when its session has timed out.
        environment.put("CROSSCHECK_KAFKA_INSTANCE_ID", service.id() + "-" + number);
        environment.putAll(tokens.environment());
        // Whoever reaches a port here may read: only this machine may.
        environment.put("MICRONAUT_SERVER_HOST", "127.0.0.1");
        // All callers here have one address; to hold them to a rate would hold one back for another.
        environment.put("CROSSCHECK_LIMITS_ENABLED", "false");
        environment.put("MICRONAUT_SERVER_PORT", Integer.toString(port));
        environment.put("ENDPOINTS_ALL_PORT", Integer.toString(managementPort));
        // Who keeps the histories, for pages of the past.
        environment.put("CROSSCHECK_CATALOG_URL", "http://localhost:" + ports.of(Service.CATALOG));
        environment.put("CROSSCHECK_PRICING_URL", "http://localhost:" + ports.of(Service.PRICING));
        return environment;
    }

    private static void join(CompletableFuture<Void> task) {
        try {
            task.join();
        } catch (CompletionException exception) {
            if (exception.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw exception;
        }
    }
}
