package dev.crosscheck.measure;

import dev.crosscheck.event.EventCodec;
import dev.crosscheck.event.EventMeta;
import dev.crosscheck.local.Containers;
import dev.crosscheck.local.Service;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.Producer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** {@code ./dev measure images}, for {@code deploy/images/try --figures}. */
@Command(
        name = "images",
        mixinStandardHelpOptions = true,
        description =
                "Measures start and memory of the services' images, with and without their AOT caches, in a system that"
                        + " Compose has up without refreshing stored pages (deploy/images/try --figures).")
final class MeasureImages implements Callable<Integer> {

    private static final String WITHOUT_CACHE = "deploy/images/without-cache.yaml";
    private static final Duration READY_WITHIN = Duration.ofMinutes(3);
    private static final Duration LOOK_EVERY = Duration.ofMillis(10);
    private static final Duration READING = Duration.ofSeconds(4);
    private static final int PAGES = 200;

    @Option(names = "--settings", required = true, description = "the variables that Compose was started with")
    private Path settings = Path.of("");

    @Option(
            names = "--compose",
            required = true,
            split = " ",
            description = "Compose's command, up to what it is to do")
    private List<String> compose = List.of();

    @Option(names = "--docker", defaultValue = "docker", description = "(${DEFAULT-VALUE})")
    private String docker = "docker";

    @Option(
            names = "--models",
            defaultValue = "5000",
            description = "of the catalogue that is published (${DEFAULT-VALUE})")
    private int models;

    @Option(names = "--rounds", defaultValue = "5", description = "(${DEFAULT-VALUE})")
    private int rounds;

    @Option(names = "--out", description = "the file to write; else nothing is written")
    private @Nullable Path out;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Override
    public Integer call() throws Exception {
        Containers system = Containers.read(settings);
        ComposeProject project = new ComposeProject(compose, docker);
        Machine machine = Machine.here();
        publish(system);
        Map<Service, Taken> taken = new EnumMap<>(Service.class);
        for (int round = 1; round <= rounds; round++) {
            for (Service service : Service.values()) {
                Taken figures = taken.computeIfAbsent(service, _ -> new Taken());
                take(
                        system,
                        project,
                        service,
                        List.of(WITHOUT_CACHE),
                        figures.secondsWithout,
                        figures.megabytesWithout);
                take(system, project, service, List.of(), figures.secondsWith, figures.megabytesWith);
                System.out.printf(
                        Locale.ROOT,
                        "round %d: %s %.2f s and %.0f MB, without cache %.2f s and %.0f MB%n",
                        round,
                        service.module(),
                        figures.secondsWith.last(),
                        figures.megabytesWith.last(),
                        figures.secondsWithout.last(),
                        figures.megabytesWithout.last());
            }
        }
        String report = report(machine, taken);
        System.out.println(report);
        if (out != null) {
            Files.writeString(out, report);
        }
        return ExitCode.OK;
    }

    /** Values of one service, round by round. */
    private static final class Taken {
        private final Samples secondsWith = new Samples();
        private final Samples secondsWithout = new Samples();
        private final Samples megabytesWith = new Samples();
        private final Samples megabytesWithout = new Samples();
    }

    private void take(
            Containers system,
            ComposeProject project,
            Service service,
            List<String> files,
            Samples seconds,
            Samples megabytes)
            throws IOException, InterruptedException {
        Instant start = project.recreate(service.module(), files);
        seconds.add(Duration.between(start, awaitReady(system, service)).toNanos() / 1e9);
        if (service == Service.COMPARISON) {
            try (HttpLoad load = new HttpLoad(system.uri(service).getPort(), 200, pages())) {
                load.asFastAsAnswered(READING);
            }
        }
        megabytes.add(project.residentMegabytes(service.module()));
    }

    private Instant awaitReady(Containers system, Service service) throws InterruptedException {
        URI readiness = system.managementUri(service).resolve("/health/readiness");
        HttpRequest ask =
                HttpRequest.newBuilder(readiness).timeout(Duration.ofSeconds(2)).build();
        Instant latest = Instant.now().plus(READY_WITHIN);
        while (Instant.now().isBefore(latest)) {
            try {
                if (http.send(ask, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
                    return Instant.now();
                }
            } catch (IOException _) {
                // Nobody listens yet, or the engine's door is open and nobody is behind it.
            }
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
        throw new IllegalStateException(service.module() + ": not ready (expected: within " + READY_WITHIN + ")");
    }

    private List<String> pages() {
        List<String> requests = new ArrayList<>();
        for (int page = 0; page < PAGES; page++) {
            int first = page % (models / 2);
            int second = first + 1 + page * 7 % (models - first - 1);
            requests.add(HttpLoad.get(
                    "/v1/comparisons/" + Catalogue.modelId(first) + "/" + Catalogue.modelId(second),
                    "Accept",
                    "application/json",
                    "Accept-Encoding",
                    "gzip"));
        }
        return requests;
    }

    /** In the order in which each part can be taken at once: a price of a model nobody knows would have to wait. */
    private void publish(Containers system) throws Exception {
        try (Producer<byte[], byte[]> producer = MeasuredSystem.producer(system.bootstrapServers());
                Backlog backlog = new Backlog(system)) {
            Catalogue.definitions().forEach(item -> send(producer, item));
            for (int model = 0; model < models; model++) {
                Catalogue.facts(model).forEach(item -> send(producer, item));
            }
            producer.flush();
            backlog.awaitRead();
            for (int model = 0; model < models; model++) {
                Catalogue.offers(model).forEach(item -> send(producer, item));
            }
            producer.flush();
            backlog.awaitRead();
        }
    }

    private static void send(Producer<byte[], byte[]> producer, Catalogue.Item item) {
        producer.send(EventCodec.encode(EventMeta.of("measure-" + item.id(), "/measure", Instant.now()), item.body())
                .toRecord());
    }

    private String report(Machine machine, Map<Service, Taken> taken) {
        return """
                # Images, measured

                Written by `deploy/images/try --figures`: the services' images in the system of `deploy/compose.yaml`, with their
                AOT caches and without, taking turns. Start is from the engine's start of the process until it is ready. Memory is
                VmRSS after that, of comparison-service after %d seconds of reading %d pages, its refresher off. Medians, with
                the least and the greatest in brackets.

                - Machine: %s, %d cores, %d GiB; %s
                - Commit: %s
                - Date: %s
                - Scale: %,d models; %d rounds

                | | with its cache | without | ratio | goal | |
                |---|---|---|---|---|---|
                %s
                """.formatted(
                        READING.toSeconds(),
                        PAGES,
                        machine.processor(),
                        machine.cores(),
                        machine.memoryGib(),
                        machine.system(),
                        machine.commit(),
                        machine.date(),
                        models,
                        rounds,
                        taken.entrySet().stream()
                                .map(entry -> rows(entry.getKey(), Objects.requireNonNull(entry.getValue())))
                                .collect(Collectors.joining("\n")));
    }

    private static String rows(Service service, Taken taken) {
        return Report.row(new Figure(
                        service.module() + ", start to ready",
                        "s",
                        "%.2f",
                        taken.secondsWith.series(),
                        taken.secondsWithout.series(),
                        new Goal.AtMostTimes(0.55)))
                + "\n"
                + Report.row(new Figure(
                        service.module() + ", resident memory",
                        "MB",
                        "%.0f",
                        taken.megabytesWith.series(),
                        taken.megabytesWithout.series(),
                        new Goal.AtMost(200)));
    }
}
