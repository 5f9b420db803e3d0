package dev.crosscheck.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.crosscheck.event.EventType;
import dev.crosscheck.event.Topics;
import dev.crosscheck.event.pricing.QuoteReviewed;
import dev.crosscheck.local.Launch;
import dev.crosscheck.local.RunningSystem;
import dev.crosscheck.local.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every alert fires on what it is for, in a real Prometheus that scrapes a real system, and ends once the runbook's step
 * was taken. Prometheus has a copy of the alerts that waits for seconds ({@link ShortAlerts}).
 *
 * <p>Writes what it saw to {@code target/alerts-fired.md}, as {@code docs/alerts.md} has it.
 */
@Tag("long")
@Tag("longest")
class AlertsFireTest {

    /** Why nobody can try these here. */
    private static final Map<String, String> NOT_HERE = new TreeMap<>();

    private static final Duration PATIENCE = Duration.ofSeconds(180);
    private static final Import FACTS = new Import("alerts", 20, 2, 1);

    private static final Map<String, String> FIRED = new ConcurrentSkipListMap<>();

    private static CrosscheckSystem system;
    private static RunningSystem processes;
    private static Prometheus prometheus;
    private static final AtomicInteger NUMBER = new AtomicInteger();

    @BeforeAll
    static void start(@TempDir Path folder) {
        assumeTrue(Prometheus.program().isPresent(), "prometheus is not installed (Debian: apt install prometheus)");
        SmallDisk.missing().ifPresent(why -> NOT_HERE.put("CrosscheckDiskFillsUp", why));
        system = CrosscheckSystem.start();
        processes = system.processes();
        for (Service service : Service.values()) {
            startAgain(service, impatient(service));
        }
        FACTS.items().forEach(item -> system.feed().send(item.meta(), item.body()));
        system.awaitQuiet();
        prometheus = Prometheus.start(folder, ShortAlerts.of(CrosscheckSystem.project()), processes);
    }

    @AfterAll
    static void stop() throws IOException {
        if (prometheus != null) {
            prometheus.close();
        }
        if (system != null) {
            system.close();
            Set<String> tried = new TreeSet<>(FIRED.keySet());
            tried.addAll(NOT_HERE.keySet());
            Files.writeString(Path.of("target/alerts-fired.md"), table());
            assertThat(tried).as("fired, or known why not").isEqualTo(ShortAlerts.names(CrosscheckSystem.project()));
        }
    }

    /** Times that are minutes otherwise. Comparison-service counts what its readers cost. */
    private static Launch impatient(Service service) {
        return Launch.of(service)
                .with("CROSSCHECK_READINESS_DATABASE_AWAY_FOR", "5s")
                .with("CROSSCHECK_LIVENESS_WEDGED_AFTER", "15s")
                .with("CROSSCHECK_LIMITS_ENABLED", String.valueOf(service == Service.COMPARISON));
    }

    @Test
    void serviceThatAnswersNobodyAndPagesThatAreLateForIt() {
        fires(
                "comparison-service is suspended while 20 prices change (SIGSTOP)",
                "it goes on (SIGCONT)",
                () -> {
                    processes.process(Service.COMPARISON).suspend();
                    changePrices();
                },
                () -> {},
                () -> processes.process(Service.COMPARISON).resume(),
                "CrosscheckServiceDown",
                "CrosscheckReplicaAway");
        fires(
                "comparison-service is suspended for ten seconds while 20 prices change, which are seen when it goes on",
                "nothing: it has gone on",
                () -> {
                    processes.process(Service.COMPARISON).suspend();
                    changePrices();
                    long begun = System.nanoTime();
                    await().atMost(PATIENCE).until(() -> since(begun).toSeconds() >= 10);
                    processes.process(Service.COMPARISON).resume();
                },
                () -> {},
                () -> {},
                "CrosscheckPagesLate",
                "CrosscheckPagesOftenLate");
    }

    @Test
    void databaseThatIsAway() {
        fires(
                "PostgreSQL is stopped, prices are published and models are asked for",
                "PostgreSQL is started",
                () -> {
                    processes.stopPostgres();
                    changePrices();
                },
                () -> inParallel(6, _ -> system.site().get(Service.CATALOG, "/v1/models", "application/json")),
                processes::startPostgres,
                "CrosscheckReaderStuck",
                "CrosscheckServiceNotReady",
                "CrosscheckRequestsFail",
                "CrosscheckFiguresUnknown",
                "CrosscheckDatabaseRefuses");
    }

    @Test
    void brokerThatIsAway() {
        fires(
                "Kafka is stopped, and a price comes over HTTP",
                "Kafka is started",
                () -> {
                    processes.stopKafka();
                    system.site().postUpdate(Service.PRICING, id(), price(0));
                },
                () -> {},
                processes::startKafka,
                "CrosscheckOutboxWaits");
    }

    @Test
    void topicOfChangesThatIsGone() {
        fires(
                Topics.PAGE_CHANGES + " is deleted, and prices change",
                "it is created again",
                () -> {
                    withAdmin(admin ->
                            admin.deleteTopics(List.of(Topics.PAGE_CHANGES)).all());
                    changePrices();
                },
                () -> {},
                () -> processes.kafka().createTopics(Topics.ALL),
                "CrosscheckChangesUntold");
    }

    @Test
    void messagesThatAreTooLargeForTheirTopic() {
        fires(
                "max.message.bytes of " + Topics.MODELS + " is 100, and a model is published",
                "the setting is as before, and the message is not parked any more",
                () -> {
                    largest(Topics.MODELS, "100");
                    system.feed().send(id(), TestFacts.model("alerts-more-" + NUMBER.incrementAndGet(), "One more"));
                },
                () -> {},
                () -> {
                    largest(Topics.MODELS, null);
                    execute(Service.CATALOG, "update outbox set parked_because = null");
                },
                "CrosscheckMessageParked");
        fires(
                "max.message.bytes of " + Topics.PAGE_CHANGES + " is 100, and prices change",
                "the setting is as before",
                () -> {
                    largest(Topics.PAGE_CHANGES, "100");
                    changePrices();
                },
                () -> {},
                () -> largest(Topics.PAGE_CHANGES, null),
                "CrosscheckChangeUntellable");
    }

    @Test
    void storedPagesThatNobodyMakes() {
        fires(
                "no replica has its refresher on, and prices change",
                "it is started with its refresher on",
                () -> {
                    startAgain(
                            Service.COMPARISON,
                            impatient(Service.COMPARISON).with("CROSSCHECK_REFRESH_ENABLED", "false"));
                    changePrices();
                },
                () -> {},
                () -> startAgain(Service.COMPARISON, impatient(Service.COMPARISON)),
                "CrosscheckStoredPagesBehind");
    }

    @Test
    void pagesThatWaitForALockedTable() {
        fires(
                "the table of pages is locked for three seconds, and 40 pages are read that are not in memory",
                "nothing: the lock is gone",
                () -> {
                    startAgain(Service.COMPARISON, impatient(Service.COMPARISON));
                    readWhileTheTableIsLocked(Duration.ofSeconds(3));
                },
                () -> {},
                () -> {},
                "CrosscheckPagesSlow");
    }

    private static void readWhileTheTableIsLocked(Duration held) {
        List<String> models = FACTS.modelIds();
        Thread readers = Thread.ofVirtual()
                .unstarted(() -> inParallel(
                        36,
                        page -> system.site()
                                .get(
                                        Service.COMPARISON,
                                        "/compare/" + models.get(page / 18) + "/" + models.get(2 + page % 18),
                                        "text/html")));
        try (Lock _ = new Lock(Service.COMPARISON, "lock table page in access exclusive mode")) {
            readers.start();
            long begun = System.nanoTime();
            await().atMost(PATIENCE).until(() -> since(begun).compareTo(held) >= 0);
        }
        join(readers);
    }

    @Test
    void threadThatIsWedged() {
        Deque<Lock> held = new ArrayDeque<>();
        fires(
                "somebody holds a row that a reader of pricing-service has to write, and prices are published",
                "that session ends",
                () -> {
                    held.add(new Lock(Service.PRICING, "select * from kafka_offset for update"));
                    changePrices();
                },
                () -> {},
                () -> held.remove().close(),
                "CrosscheckThreadDead");
    }

    @Test
    void callersWhoAreTurnedAway() {
        fires(
                "a caller without a token asks for what waits, again and again",
                "it stops",
                () -> {},
                () -> inParallel(
                        20,
                        _ -> system.site()
                                .get(processes.uri(Service.PRICING).resolve("/v1/waiting"), "application/json")),
                () -> {},
                "CrosscheckLogInsRefused");
        fires(
                "a caller asks comparison-service how fresh its facts are, more than 120 times a minute",
                "it stops",
                () -> {},
                () -> inParallel(20, _ -> system.site().get(Service.COMPARISON, "/v1/freshness", "application/json")),
                () -> {},
                "CrosscheckCallersHeldBack");
    }

    @Test
    void readerThatIsTooSlow() {
        fires(
                "pricing-service takes one record at a time, and two thousand a second are published",
                "it is started as it is meant to be, and publishing stops",
                () -> startAgain(Service.PRICING, impatient(Service.PRICING).with("CROSSCHECK_KAFKA_MAX_BATCH", "1")),
                () -> {
                    for (int i = 0; i < 400; i++) {
                        system.feed().send(id(), price(i % FACTS.models()));
                    }
                },
                () -> startAgain(Service.PRICING, impatient(Service.PRICING)),
                "CrosscheckReaderFallsBehind");
    }

    @Test
    void recordsThatAreGoneBeforeTheyWereRead() {
        fires(
                "pricing-service is suspended, 40 prices are published and deleted from the topic, and it goes on",
                "nothing more: it reads on",
                () -> {
                    processes.process(Service.PRICING).suspend();
                    // What it had asked for when it was suspended: the broker has sent it that already.
                    changePrices();
                    system.feed().flush();
                    changePrices();
                    system.feed().flush();
                    withAdmin(admin -> admin.deleteRecords(IntStream.range(0, 6)
                                    .mapToObj(partition -> new TopicPartition(Topics.PRICE_UPDATES, partition))
                                    .collect(Collectors.toMap(
                                            Function.identity(), _ -> RecordsToDelete.beforeOffset(-1))))
                            .all());
                    processes.process(Service.PRICING).resume();
                },
                () -> {},
                () -> {},
                "CrosscheckRecordsLost");
    }

    @Test
    void factsThatNeedAPerson() {
        fires(
                "a record that is no JSON",
                "nothing: the publisher mends it",
                () -> system.feed()
                        .sendBytes(Feed.record(
                                Topics.PRICE_UPDATES,
                                "alerts-000".getBytes(UTF_8),
                                id(),
                                EventType.PRICE_REPORTED.id(),
                                "{poison".getBytes(UTF_8))),
                () -> {},
                () -> {},
                "CrosscheckDeadLetters");
        String quote = id();
        fires(
                "a price of a thousand times the one before",
                "it is rejected",
                () -> system.feed()
                        .send(
                                quote,
                                TestFacts.price(
                                        FACTS.modelIds().getFirst(), FACTS.provider(0), "1900", "1900", later())),
                () -> {},
                () -> system.feed()
                        .send(
                                id(),
                                new QuoteReviewed(
                                        quote,
                                        FACTS.modelIds().getFirst(),
                                        QuoteReviewed.Decision.REJECT,
                                        "Ada L.",
                                        "Asked them.",
                                        TestFacts.SOURCE,
                                        later())),
                "CrosscheckQuarantineWaits");
        fires(
                "120 prices of models that nobody has introduced",
                "nothing: they are no more than a while ago",
                () -> {
                    for (int i = 0; i < 120; i++) {
                        system.feed()
                                .send(
                                        id(),
                                        TestFacts.price(
                                                "alerts-unknown-" + i, FACTS.provider(0), "1.11", "2", later()));
                    }
                },
                () -> {},
                () -> {},
                "CrosscheckManyUpdatesWait");
    }

    @Test
    void pagesThatCannotBeMade(@TempDir Path folder) {
        fires(
                "comparison-service has a mistake by which no page can be packed, and prices change",
                "it is started without the mistake, and POST /rebuild",
                () -> {
                    startAgain(Service.COMPARISON, impatient(Service.COMPARISON).withFlag(Mistake.flag(folder)));
                    changePrices();
                },
                () -> {},
                () -> {
                    startAgain(Service.COMPARISON, impatient(Service.COMPARISON));
                    assertThat(system.site()
                                    .operate(Service.COMPARISON, "/rebuild")
                                    .status())
                            .isEqualTo(200);
                    system.awaitQuiet();
                    system.assertPagesAreRight();
                },
                "CrosscheckPageFails");
    }

    @Test
    void diskThatFillsUp(@TempDir Path folder) {
        SmallDisk.missing().ifPresent(why -> assumeTrue(false, why));
        Prometheus ofAll = prometheus;
        try (SmallDisk disk = SmallDisk.start(folder);
                Prometheus own = Prometheus.start(
                        folder.resolve("prometheus"),
                        ShortAlerts.of(CrosscheckSystem.project()),
                        processes,
                        disk.authority())) {
            prometheus = own;
            fires(
                    "95% of a file system of PostgreSQL are taken, as the node exporter sees it",
                    "room is made on it", () -> {}, () -> {}, disk::makeRoom, "CrosscheckDiskFillsUp");
        } finally {
            prometheus = ofAll;
        }
    }

    /** No backup is made here: what is shown is that a figure of CloudNativePG's name and meaning is heard. */
    @Test
    void backupsThatAreNotMadeAnyMore(@TempDir Path folder) {
        Prometheus ofAll = prometheus;
        try (BackupFigure newest = BackupFigure.of(Instant.now());
                Prometheus own = Prometheus.start(
                        folder.resolve("prometheus"),
                        ShortAlerts.of(CrosscheckSystem.project()),
                        processes,
                        newest.authority())) {
            prometheus = own;
            fires(
                    "a stand-in for CloudNativePG's exporter says that the newest backup is of two days ago",
                    "it says that one was taken now",
                    () -> newest.taken(Instant.now().minus(Duration.ofDays(2))),
                    () -> {},
                    () -> newest.taken(Instant.now()),
                    "CrosscheckBackupTooOld");
        } finally {
            prometheus = ofAll;
        }
    }

    /** In a system of its own, whose Kafka asks everybody who he is. */
    @Test
    void brokerThatDoesNotLetAServiceIn(@TempDir Path folder) throws IOException {
        Path wrong = folder.resolve("kafka.yaml");
        Prometheus ofAll = prometheus;
        CrosscheckSystem all = system;
        try (CrosscheckSystem guarded = CrosscheckSystem.startGuarded();
                Prometheus own = Prometheus.start(
                        folder.resolve("prometheus"),
                        ShortAlerts.of(CrosscheckSystem.project()),
                        guarded.processes())) {
            prometheus = own;
            system = guarded;
            processes = guarded.processes();
            String right = Files.readString(guarded.clientSettings(Service.PRICING));
            Files.writeString(wrong, right.replaceAll("(password=\\\\\")[^\"\\\\]+", "$1of-last-year"));
            assertThat(wrong).content().contains("of-last-year");
            fires(
                    "pricing-service is started with a password that is not the broker's",
                    "it is started with the right one",
                    () -> startAgain(
                            Service.PRICING,
                            Launch.of(Service.PRICING).with("MICRONAUT_CONFIG_FILES", wrong.toString())),
                    () -> {},
                    () -> startAgain(Service.PRICING, Launch.of(Service.PRICING)),
                    "CrosscheckKafkaRefuses");
        } finally {
            prometheus = ofAll;
            system = all;
            processes = all.processes();
        }
    }

    /**
     * @param cause     done once
     * @param meanwhile done again and again until all of the alerts fire
     * @param mend      after which they end
     */
    private static void fires(
            String fault, String mended, Runnable cause, Runnable meanwhile, Runnable mend, String... alerts) {
        await("no alert fires before")
                .atMost(PATIENCE)
                .until(() -> prometheus.firing().isEmpty());
        Map<String, Duration> fired = new TreeMap<>();
        long begun = System.nanoTime();
        cause.run();
        await(fault).atMost(PATIENCE).pollInterval(Duration.ofMillis(500)).untilAsserted(() -> {
            meanwhile.run();
            prometheus.firing().forEach(alert -> fired.putIfAbsent(alert, since(begun)));
            assertThat(fired).containsKeys(alerts);
        });
        Set<String> others = new TreeSet<>(fired.keySet());
        List.of(alerts).forEach(others::remove);
        long over = System.nanoTime();
        mend.run();
        Map<String, Duration> ended = new TreeMap<>();
        await(mended).atMost(PATIENCE).untilAsserted(() -> {
            Collection<String> firing = prometheus.firing();
            List.of(alerts).forEach(alert -> {
                if (!firing.contains(alert)) {
                    ended.putIfAbsent(alert, since(over));
                }
            });
            assertThat(firing).isEmpty();
        });
        for (String alert : alerts) {
            FIRED.put(
                    alert,
                    String.format(
                            Locale.ROOT,
                            "| %s | %s | %d s | %s | %d s | %s |",
                            alert,
                            fault,
                            fired.get(alert).toSeconds(),
                            mended,
                            ended.get(alert).toSeconds(),
                            String.join(", ", others)));
        }
    }

    private static String table() {
        StringBuilder table =
                new StringBuilder("| alert | what was done | fired after | what was done about it | ended after"
                        + " | fired as well |\n|---|---|---|---|---|---|\n");
        Map<String, String> rows = new TreeMap<>(FIRED);
        NOT_HERE.forEach((alert, why) -> rows.put(alert, "| " + alert + " | not fired here: " + why + " | | | | |"));
        rows.values().forEach(row -> table.append(row).append('\n'));
        return table.toString();
    }

    /** Another price of every model, which pages show. */
    private static void changePrices() {
        for (int model = 0; model < FACTS.models(); model++) {
            system.feed().send(id(), price(model));
        }
    }

    private static Object price(int model) {
        int number = NUMBER.incrementAndGet();
        return TestFacts.price(
                FACTS.modelIds().get(model), FACTS.provider(0), "1." + (100_000 + number % 800_000), "9.5", later());
    }

    private static Instant later() {
        return TestFacts.START.plusSeconds(3_600 + NUMBER.incrementAndGet());
    }

    private static String id() {
        return "alert-" + NUMBER.incrementAndGet();
    }

    private static void startAgain(Service service, Launch launch) {
        processes.process(service).close();
        processes.startNextBy(service, launch);
        processes.start(service);
    }

    /** @param bytes null for what the broker has for all topics */
    private static void largest(String topic, @Nullable String bytes) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        AlterConfigOp change = new AlterConfigOp(
                new ConfigEntry("max.message.bytes", bytes),
                bytes == null ? AlterConfigOp.OpType.DELETE : AlterConfigOp.OpType.SET);
        withAdmin(admin ->
                admin.incrementalAlterConfigs(Map.of(resource, List.of(change))).all());
    }

    private static void withAdmin(Function<Admin, KafkaFuture<Void>> work) {
        try (Admin admin = processes.kafka().broker().admin()) {
            work.apply(admin).get();
        } catch (ExecutionException exception) {
            throw new IllegalStateException(exception);
        } catch (InterruptedException exception) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(exception);
        }
    }

    private static void execute(Service service, String statement) {
        try (Connection admin = processes.postgres().server().connect(service.id());
                Statement update = admin.createStatement()) {
            update.execute(statement);
        } catch (SQLException exception) {
            throw new IllegalStateException(statement, exception);
        }
    }

    private static void inParallel(int times, IntConsumer work) {
        List<Thread> threads = IntStream.range(0, times)
                .mapToObj(number -> Thread.ofVirtual().start(() -> work.accept(number)))
                .toList();
        threads.forEach(AlertsFireTest::join);
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException exception) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(exception);
        }
    }

    /** What somebody who has begun a transaction and does not end it holds. */
    private static final class Lock implements AutoCloseable {

        private final Connection session;

        Lock(Service service, String statement) {
            try {
                session = processes.postgres().server().connect(service.id());
                session.setAutoCommit(false);
                session.createStatement().execute(statement);
            } catch (SQLException exception) {
                throw new IllegalStateException(statement, exception);
            }
        }

        @Override
        public void close() {
            try {
                session.close();
            } catch (SQLException exception) {
                throw new IllegalStateException(exception);
            }
        }
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }
}
