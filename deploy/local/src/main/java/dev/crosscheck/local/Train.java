package dev.crosscheck.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Has every service do its work once while its Java machine takes down what it loads and links and which code is hot, and
 * keeps that as an AOT cache (JEP 483, 514, 515), for whoever starts the same jars by the same flags later. Beside each
 * cache it leaves the arguments to start by.
 */
@Command(name = "train", description = "Makes an AOT cache for each service, by running the whole system once.")
final class Train implements Callable<Integer> {

    private static final Duration WORK_WITHIN = Duration.ofMinutes(10);
    private static final Duration CACHE_WITHIN = Duration.ofMinutes(10);
    private static final Duration LOOK_EVERY = Duration.ofMillis(200);

    /** Enough for the second compiler to have chosen what is hot; the samples have some dozens of pairs. */
    private static final int ROUNDS = 5;

    private static final List<String> PAGE_TYPES = List.of("text/html", "application/json", "text/markdown");

    @ParentCommand
    private @Nullable LocalSystem local;

    @Option(names = "--out", required = true, description = "gets a folder for each service")
    private Path out = Path.of(".");

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Installation installation = Objects.requireNonNull(local).installation();
        LocalFolder folder = local.folder();
        Ports ports = Ports.free();
        Console console = new Console(System.out);
        try (RunningSystem system =
                new RunningSystem(installation, folder, ports, LocalPostgres.Durability.FAST, console)) {
            for (Service service : Service.values()) {
                Files.createDirectories(cache(service).getParent());
                system.startNextBy(service, Launch.of(service).withFlag("-XX:AOTCacheOutput=" + cache(service)));
            }
            system.waitForReadiness(WORK_WITHIN);
            system.start();
            new Publisher(installation, folder, ports).publishSamples();
            awaitQuiet(new Quiet(system));
            console.done("samples", "published");
            for (int round = 0; round < ROUNDS; round++) {
                read(system);
            }
            console.done("pages", "read");
            for (Service service : Service.values()) {
                awaitCache(system.process(service), cache(service));
                Files.write(
                        out.resolve(service.module()).resolve("java.options"),
                        Launch.of(service)
                                .withFlag("-XX:AOTCache=" + cache(service))
                                .arguments(installation.jar(service.module())));
                console.done(service.id(), Files.size(cache(service)) / 1_000_000 + " MB at " + cache(service));
            }
        }
        return ExitCode.OK;
    }

    private Path cache(Service service) {
        return out.resolve(service.module()).resolve("cache.aot").toAbsolutePath();
    }

    private static void awaitQuiet(Quiet quiet) {
        Instant latest = Instant.now().plus(WORK_WITHIN);
        List<String> undone = quiet.undone();
        while (!undone.isEmpty()) {
            if (Instant.now().isAfter(latest)) {
                throw new IllegalStateException("samples: " + undone + " (expected: nothing to be done within "
                        + WORK_WITHIN.toMinutes() + " min)");
            }
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
            undone = quiet.undone();
        }
    }

    /** What readers, the data team and probes ask for. */
    private void read(RunningSystem system) throws IOException, InterruptedException {
        List<String> models = models(system);
        URI pages = system.uri(Service.COMPARISON);
        for (String path : List.of("", "models", "changes", "calculator", "scatter", "v1/models")) {
            get(system, pages.resolve(path), "text/html, application/json");
        }
        for (String first : models) {
            get(system, pages.resolve("models/" + first), "text/html");
            for (String second : models) {
                if (first.compareTo(second) < 0) {
                    for (String type : PAGE_TYPES) {
                        get(system, pages.resolve("compare/" + first + "/" + second), type);
                    }
                }
            }
            get(system, system.uri(Service.CATALOG).resolve("v1/models/" + first), "application/json");
            get(system, system.uri(Service.PRICING).resolve("v1/price-sheets/" + first), "application/json");
        }
        for (Service service : Service.values()) {
            get(system, system.uri(service).resolve("v1/dead-letters"), "application/json");
            for (String path : List.of("health/liveness", "health/readiness", "health", "prometheus")) {
                get(system, system.managementUri(service).resolve(path), "*/*");
            }
        }
    }

    private List<String> models(RunningSystem system) throws IOException, InterruptedException {
        URI list = system.uri(Service.COMPARISON).resolve("v1/models?limit=500");
        JsonNode models = JsonMapper.shared().readTree(get(system, list, "application/json"));
        List<String> ids = new ArrayList<>();
        models.get("models").forEach(model -> ids.add(model.get("id").asString()));
        if (ids.size() < 2) {
            throw new IllegalStateException("models: " + ids + " (expected: those of the samples)");
        }
        return ids;
    }

    /** Whatever the answer is: a refusal is made by code that is worth preparing as well. */
    private byte[] get(RunningSystem system, URI address, String accept) throws IOException, InterruptedException {
        String token = system.tokens().token("training", Duration.ofHours(1), List.of("reader"));
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("Accept", accept)
                .header("Authorization", "Bearer " + token)
                .timeout(Duration.ofSeconds(60))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofByteArray()).body();
    }

    /** The cache is written when the process that it is made of ends, which takes longer than a service may take. */
    private static void awaitCache(Child service, Path cache) throws InterruptedException {
        service.handle().destroy();
        try {
            service.handle().onExit().get(CACHE_WITHIN.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException exception) {
            throw new IllegalStateException(service.name() + ": has not ended", exception);
        }
        try {
            if (!Files.exists(cache)) {
                throw new IllegalStateException(cache + ": not written (expected: when " + service.name()
                        + " had ended; it said:\n" + Files.readString(service.log()) + ")");
            }
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }
}
