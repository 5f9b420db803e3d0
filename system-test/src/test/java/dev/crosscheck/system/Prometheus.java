package dev.crosscheck.system;

import static org.awaitility.Awaitility.await;

import dev.crosscheck.local.Child;
import dev.crosscheck.local.FreePorts;
import dev.crosscheck.local.Programs;
import dev.crosscheck.local.RunningSystem;
import dev.crosscheck.local.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A Prometheus of this machine that scrapes a system and has rules. */
final class Prometheus implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient http = HttpClient.newHttpClient();
    private final Child process;
    private final URI address;

    private Prometheus(Child process, URI address) {
        this.process = process;
        this.address = address;
    }

    /** The program, if it is installed. */
    static Optional<Path> program() {
        return Programs.find("prometheus");
    }

    /** Scrapes and evaluates every two seconds. */
    static Prometheus start(Path folder, String rules, RunningSystem system) {
        return start(folder, rules, settings(system));
    }

    /** The same, which asks this address as well, as the job {@code node}. */
    static Prometheus start(Path folder, String rules, RunningSystem system, String node) {
        return start(
                folder,
                rules,
                settings(system) + "  - {job_name: node, static_configs: [{targets: [\"" + node + "\"]}]}\n");
    }

    private static Prometheus start(Path folder, String rules, String settings) {
        int port = FreePorts.any();
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("alerts.yaml"), rules);
            Files.writeString(folder.resolve("prometheus.yaml"), settings);
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
        Child process = Child.start(
                "prometheus",
                List.of(
                        program().orElseThrow().toString(),
                        "--config.file=" + folder.resolve("prometheus.yaml"),
                        "--storage.tsdb.path=" + folder.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port),
                Map.of(),
                folder.resolve("prometheus.log"));
        Prometheus prometheus = new Prometheus(process, URI.create("http://127.0.0.1:" + port));
        await("Prometheus")
                .atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> prometheus.ask("/-/ready").statusCode() == 200);
        return prometheus;
    }

    private static String settings(RunningSystem system) {
        StringBuilder settings = new StringBuilder("""
            global: {scrape_interval: 2s, scrape_timeout: 2s, evaluation_interval: 2s}
            rule_files: [alerts.yaml]
            scrape_configs:
            """);
        for (Service service : Service.values()) {
            settings.append("  - {job_name: ")
                    .append(service.module())
                    .append(", metrics_path: /prometheus, static_configs: [{targets: [\"")
                    .append(system.managementUri(service).getAuthority())
                    .append("\"]}]}\n");
        }
        return settings.toString();
    }

    /** The names of the alerts that fire at this moment. */
    Set<String> firing() {
        Set<String> names = new TreeSet<>();
        for (JsonNode alert : JSON.readTree(ask("/api/v1/alerts").body()).at("/data/alerts")) {
            if (alert.at("/state").asString().equals("firing")) {
                names.add(alert.at("/labels/alertname").asString());
            }
        }
        return names;
    }

    private HttpResponse<String> ask(String path) {
        try {
            return http.send(
                    HttpRequest.newBuilder(address.resolve(path))
                            .timeout(PATIENCE)
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException exception) {
            throw new UncheckedIOException(path, exception);
        } catch (InterruptedException exception) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(exception);
        }
    }

    @Override
    public void close() {
        http.close();
        process.close();
    }
}
