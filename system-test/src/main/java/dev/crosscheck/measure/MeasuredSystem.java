package dev.crosscheck.measure;

import dev.crosscheck.event.EventCodec;
import dev.crosscheck.event.EventJson;
import dev.crosscheck.event.EventMeta;
import dev.crosscheck.local.Folders;
import dev.crosscheck.local.Installation;
import dev.crosscheck.local.Launch;
import dev.crosscheck.local.LocalFolder;
import dev.crosscheck.local.LocalPostgres;
import dev.crosscheck.local.Ports;
import dev.crosscheck.local.RunningSystem;
import dev.crosscheck.local.Service;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import tools.jackson.databind.JsonNode;

/**
 * A system of its own in a temporary folder, with durable commits, that knows so many models of the {@link Catalogue}.
 *
 * <p>It is measured from outside: through Kafka, HTTP and SQL.
 */
final class MeasuredSystem implements AutoCloseable {

    private static final Duration REQUEST_WITHIN = Duration.ofSeconds(30);
    private static final Duration AUDIT_WITHIN = Duration.ofMinutes(15);

    private final int models;
    private final Path root;
    private final RunningSystem processes;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Producer<byte[], byte[]> producer;
    private final Sql sql;
    private final Backlog backlog;
    private final OnInterrupt onInterrupt;
    private boolean refreshing;
    private int changes;

    private MeasuredSystem(int models, Path root, RunningSystem processes, OnInterrupt onInterrupt)
            throws SQLException {
        this.onInterrupt = onInterrupt;
        this.models = models;
        this.root = root;
        this.processes = processes;
        this.producer = producer(processes.kafka().bootstrapServers());
        this.sql = new Sql(processes.postgres().server(), Service.COMPARISON);
        this.backlog = new Backlog(processes);
    }

    /**
     * Starts a system and publishes the catalogue. Its pages are not made before {@link #refreshPages} is asked to.
     *
     * @param models how many
     */
    static MeasuredSystem start(int models) throws IOException, SQLException {
        Path root = Files.createTempDirectory("crosscheck-measure-");
        RunningSystem processes = new RunningSystem(
                Installation.built(Path.of("").toAbsolutePath()),
                new LocalFolder(root),
                Ports.free(),
                LocalPostgres.Durability.DURABLE,
                (_, _) -> {});
        OnInterrupt onInterrupt = OnInterrupt.run(() -> stop(processes, root));
        processes.startNextBy(
                Service.COMPARISON, Launch.of(Service.COMPARISON).with("CROSSCHECK_REFRESH_ENABLED", "false"));
        try {
            processes.start();
            MeasuredSystem system = new MeasuredSystem(models, root, processes, onInterrupt);
            system.publishCatalogue();
            return system;
        } catch (RuntimeException | SQLException exception) {
            onInterrupt.close();
            stop(processes, root);
            throw exception;
        }
    }

    /** What was measured must not be lost because a large PostgreSQL takes its time to stop. */
    private static void stop(RunningSystem processes, Path root) {
        try {
            processes.close();
            Folders.delete(root);
        } catch (RuntimeException | IOException exception) {
            System.out.println(root + ": not stopped or deleted in time: " + exception.getMessage());
        }
    }

    /** As the services configure theirs, and the baselines their own. */
    static Producer<byte[], byte[]> producer(String bootstrapServers) {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "acks", "all", "linger.ms", 0),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    int models() {
        return models;
    }

    long pages() {
        return Scale.pages(models);
    }

    RunningSystem processes() {
        return processes;
    }

    /** A kept connection to the pages' database. */
    Sql sql() {
        return sql;
    }

    Backlog backlog() {
        return backlog;
    }

    HttpClient http() {
        return http;
    }

    /** Bytes that comparison-service's database takes. */
    double bytes() {
        return sql.number("select pg_database_size(current_database())");
    }

    /** Bytes that are free where the databases are. */
    double freeBytes() throws IOException {
        return Files.getFileStore(root).getUsableSpace();
    }

    /** Whether stored pages are kept up to the facts. */
    boolean isRefreshing() {
        return refreshing;
    }

    /**
     * Starts comparison-service anew with the refresher on, and returns when every page is stored.
     *
     * <p>The clock starts with the process: when that is ready, pages are being made already.
     *
     * @return seconds from its start until then; 0 if it was on
     */
    double refreshPages() {
        if (refreshing) {
            return 0;
        }
        refreshing = true;
        long start = System.nanoTime();
        restart(Service.COMPARISON, launch(Service.COMPARISON));
        backlog.awaitPages(pages(), sql);
        awaitSettled();
        return (System.nanoTime() - start) / 1e9;
    }

    /** Starts comparison-service anew with the refresher off: readers are served all the same. */
    void leavePages() {
        if (refreshing) {
            refreshing = false;
            restart(Service.COMPARISON, launch(Service.COMPARISON));
        }
    }

    /** Stops a service and starts it so; from its next start on it is started as before. */
    void restart(Service service, Launch launch) {
        processes.process(service).close();
        processes.startNextBy(service, launch);
        processes.start(service);
        processes.startNextBy(service, launch(service));
    }

    /** How a service is started here. */
    Launch launch(Service service) {
        Launch usual = Launch.of(service);
        return service == Service.COMPARISON && !refreshing ? usual.with("CROSSCHECK_REFRESH_ENABLED", "false") : usual;
    }

    /** A price that the model never had, observed after all before it; not sent yet. */
    Catalogue.Item nextChange(int model) {
        BigDecimal input = Catalogue.changedInput(model, changes);
        Instant observedAt = Catalogue.START.plusSeconds(60L + changes);
        changes++;
        return new Catalogue.Item(
                "change-" + changes, Catalogue.price(model, Catalogue.CHANGING_PROVIDER, input, observedAt));
    }

    /** Publishes a price that the model never had. @return it, as pages show it, without the currency */
    String publishChange(int model) {
        String price = Catalogue.changedInput(model, changes).toPlainString();
        send(nextChange(model));
        return price;
    }

    void send(Catalogue.Item item) {
        send(item.id(), item.body());
    }

    /** Sends an event under a name; the same name again is the same event again. */
    void send(String name, Object body) {
        producer.send(EventCodec.encode(EventMeta.of("measure-" + name, "/measure", Instant.now()), body)
                .toRecord());
    }

    /** Returns when the broker has everything that was sent. */
    void flush() {
        producer.flush();
    }

    /** Returns when every event sent has had its whole effect, stored pages included while they are kept up. */
    void awaitSettled() {
        producer.flush();
        backlog.awaitRead();
        if (refreshing) {
            backlog.awaitRefreshed(sql);
        }
    }

    /** The page of two neighbouring models, as JSON. */
    URI page(int model) {
        int first = Math.min(model, models - 2);
        return page(first, first + 1);
    }

    /** The page of two models as JSON, the lesser number first. */
    URI page(int first, int second) {
        return processes
                .uri(Service.COMPARISON)
                .resolve("/v1/comparisons/" + Catalogue.modelId(first) + "/" + Catalogue.modelId(second));
    }

    HttpResponse<byte[]> get(URI address, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address).timeout(REQUEST_WITHIN);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    /** The figures of a service, by the name Prometheus has for them; those with labels are left out. */
    Map<String, Double> metrics(Service service) throws IOException, InterruptedException {
        return Metrics.parse(new String(
                get(processes.managementUri(service).resolve("/prometheus")).body(), StandardCharsets.UTF_8));
    }

    /** Holds every stored page against one made from scratch; comparison-service looks itself. */
    JsonNode audit() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        processes.managementUri(Service.COMPARISON).resolve("/audit"))
                .header(
                        "Authorization",
                        "Bearer " + processes.tokens().token("measure", AUDIT_WITHIN, List.of("operator")))
                .timeout(AUDIT_WITHIN)
                .build();
        return EventJson.readTree(
                http.send(request, HttpResponse.BodyHandlers.ofByteArray()).body());
    }

    /** A connection to a database of the system as its superuser. The caller closes it. */
    Connection connect(Service service) throws SQLException {
        return processes.postgres().server().connect(service.id());
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
        sql.close();
        backlog.close();
        http.close();
        onInterrupt.close();
        stop(processes, root);
    }

    /** In the order in which each part can be taken at once: a price of a model nobody knows would have to wait. */
    private void publishCatalogue() {
        publish(Catalogue.definitions());
        for (int model = 0; model < models; model++) {
            publish(Catalogue.facts(model));
        }
        awaitSettled();
        for (int model = 0; model < models; model++) {
            publish(Catalogue.offers(model));
        }
        awaitSettled();
    }

    private void publish(List<Catalogue.Item> items) {
        items.forEach(this::send);
    }
}
