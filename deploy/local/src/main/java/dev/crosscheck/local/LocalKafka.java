package dev.crosscheck.local;

import dev.crosscheck.event.TopicSpec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.jspecify.annotations.Nullable;

/** A real Kafka broker in KRaft mode, in a process of its own, on this machine only. */
public final class LocalKafka implements AutoCloseable {

    private static final Duration START_WITHIN = Duration.ofSeconds(60);
    private static final Duration LOOK_EVERY = Duration.ofMillis(50);
    private static final int ASK_FOR_MILLIS = 2_000;

    private final Child process;
    private final int port;
    private final Broker broker;
    private final @Nullable KafkaGuard guard;

    private LocalKafka(Child process, int port, Broker broker, @Nullable KafkaGuard guard) {
        this.process = process;
        this.port = port;
        this.broker = broker;
        this.guard = guard;
    }

    /**
     * Starts the broker on the data in a folder, and makes the data when there are none. Takes about 3 seconds.
     *
     * @param folder holds data, settings and log; made if missing
     * @param port   where to listen, at 127.0.0.1
     * @throws IllegalStateException if it does not answer within a minute
     */
    public static LocalKafka start(Path folder, int port) {
        return start(folder, port, null);
    }

    /**
     * The same, with somebody at the door.
     *
     * @param guard null for a broker that lets everybody do everything
     */
    public static LocalKafka start(Path folder, int port, @Nullable KafkaGuard guard) {
        LocalKafka kafka = launch(folder, port, guard);
        try {
            kafka.awaitAnswer();
        } catch (RuntimeException exception) {
            kafka.close();
            throw exception;
        }
        return kafka;
    }

    /** Starts the process and does not wait for it: {@link #awaitAnswer} does. */
    static LocalKafka launch(Path folder, int port, @Nullable KafkaGuard guard) {
        try {
            Files.createDirectories(folder);
            Path settings = folder.resolve("broker.properties");
            Properties all = settings(folder.toAbsolutePath(), port, FreePorts.any());
            if (guard != null) {
                all.putAll(guard.brokerSettings(port));
            }
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            all.store(bytes, "Written at each start.");
            // With somebody at the door, the password of his key store is among them.
            LocalTokens.writePrivately(settings, bytes.toByteArray());
            List<String> command = List.of(
                    Child.java(),
                    "-Xmx384m",
                    "-XX:+UseSerialGC",
                    "-Dlogback.configurationFile=kafka-broker-logback.xml",
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow",
                    "-cp",
                    System.getProperty("java.class.path"),
                    KafkaBroker.class.getName(),
                    settings.toString());
            Child process = Child.start("kafka", command, Map.of(), folder.resolve("kafka.log"));
            return new LocalKafka(
                    process, port, guard == null ? new Broker("127.0.0.1:" + port) : guard.broker(), guard);
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    /** Where clients connect; with a password, if somebody is at the door. */
    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    /** For whoever may do everything. */
    public Broker broker() {
        return broker;
    }

    /** The broker's process, for those who kill or suspend it. */
    public Child process() {
        return process;
    }

    /** Creates the topics that are missing. */
    public void createTopics(List<TopicSpec> topics) {
        broker.createTopics(topics);
    }

    /** Stops the broker. The data stay. */
    @Override
    public void close() {
        process.close();
    }

    /** Returns when the broker answers. */
    void awaitAnswer() {
        Instant latest = Instant.now().plus(START_WITHIN);
        while (process.isAlive() && Instant.now().isBefore(latest)) {
            // Asked only when somebody listens: the client would log a warning for each attempt before.
            if (FreePorts.isAnswered(port) && answers()) {
                if (guard != null) {
                    guard.grantAll();
                }
                return;
            }
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
        throw new IllegalStateException("kafka: " + (process.isAlive() ? "no answer" : "ended")
                + " (expected: an answer at " + bootstrapServers() + " within " + START_WITHIN.toSeconds() + " s; see "
                + process.log() + ")");
    }

    private boolean answers() {
        try (Admin admin = broker.admin()) {
            return answers(admin);
        }
    }

    private static boolean answers(Admin admin) {
        try {
            DescribeClusterOptions options = new DescribeClusterOptions().timeoutMs(ASK_FOR_MILLIS);
            return !admin.describeCluster(options)
                    .nodes()
                    .get(ASK_FOR_MILLIS, TimeUnit.MILLISECONDS)
                    .isEmpty();
        } catch (ExecutionException | TimeoutException _) {
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static Properties settings(Path folder, int port, int controllerPort) {
        Properties settings = new Properties();
        settings.setProperty("process.roles", "broker,controller");
        settings.setProperty("node.id", "1");
        settings.setProperty("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
        settings.setProperty(
                "listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
        settings.setProperty("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
        settings.setProperty("controller.listener.names", "CONTROLLER");
        settings.setProperty("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.setProperty("log.dirs", folder.resolve("data").toString());
        settings.setProperty("auto.create.topics.enable", "false");
        settings.setProperty("message.max.bytes", Integer.toString(2 * 1024 * 1024));
        // One node: nothing to replicate to, nobody to hand leadership to.
        settings.setProperty("offsets.topic.replication.factor", "1");
        settings.setProperty("offsets.topic.num.partitions", "3");
        settings.setProperty("transaction.state.log.replication.factor", "1");
        settings.setProperty("transaction.state.log.num.partitions", "1");
        settings.setProperty("transaction.state.log.min.isr", "1");
        settings.setProperty("share.coordinator.state.topic.replication.factor", "1");
        settings.setProperty("share.coordinator.state.topic.min.isr", "1");
        // A broker that was killed is let in again once its old self is held for dead: by default after 9 seconds.
        settings.setProperty("broker.session.timeout.ms", "2000");
        settings.setProperty("broker.heartbeat.interval.ms", "250");
        // A group of one reader need not wait for others to join.
        settings.setProperty("group.initial.rebalance.delay.ms", "0");
        // The broker's own cleaner would take 128 MB for its map of keys.
        settings.setProperty("log.cleaner.dedupe.buffer.size", Integer.toString(16 * 1024 * 1024));
        return settings;
    }
}
