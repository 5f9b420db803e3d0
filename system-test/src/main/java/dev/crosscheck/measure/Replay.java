package dev.crosscheck.measure;

import dev.crosscheck.event.EventJson;
import dev.crosscheck.local.Folders;
import dev.crosscheck.local.Installation;
import dev.crosscheck.local.LocalFolder;
import dev.crosscheck.local.LocalPostgres;
import dev.crosscheck.local.Ports;
import dev.crosscheck.local.Publisher;
import dev.crosscheck.local.Quiet;
import dev.crosscheck.local.RunningSystem;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/**
 * How long it takes to replay histories through the whole system, beside reading and parsing the same files alone.
 *
 * <p>Each round is a system of its own that knows the models and nothing of their prices: a second replay into the
 * same one would be nothing but duplicates.
 */
final class Replay {

    private static final Duration WITHIN = Duration.ofMinutes(15);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    private final String catalogue;

    /** @param catalogue models.dev's, for the models */
    Replay(String catalogue) {
        this.catalogue = catalogue;
    }

    /**
     * A public history.
     *
     * @param source  as the publisher names it
     * @param options that its replay needs
     * @param files   the oldest first
     */
    record History(String source, List<String> options, List<Path> files) {

        List<String> replay() {
            List<String> arguments = new ArrayList<>(List.of(
                    "replay", source, "--no-wait", "--expected-mass-change", "a whole history", "--by", "measure"));
            arguments.addAll(options);
            files.forEach(file -> arguments.add(file.toString()));
            return arguments;
        }
    }

    /**
     * @param source   whose history
     * @param lines    in its files
     * @param parsed   seconds to read and parse the files, in one thread
     * @param replayed seconds from the start of the publisher's process until no page is older than its facts
     */
    record Result(String source, long lines, Series parsed, Series replayed) {}

    List<Result> measure(List<History> histories, int rounds) throws IOException {
        double[][] parsed = new double[histories.size()][rounds];
        double[][] replayed = new double[histories.size()][rounds];
        long[] lines = new long[histories.size()];
        for (int round = 0; round < rounds; round++) {
            try (Fresh system = new Fresh()) {
                system.publishModels(catalogue);
                for (int i = 0; i < histories.size(); i++) {
                    History history = histories.get(i);
                    long start = System.nanoTime();
                    lines[i] = parse(history.files());
                    parsed[i][round] = seconds(start);
                    replayed[i][round] = system.replay(history);
                    System.out.printf(
                            Locale.ROOT,
                            "round %d, %s: %d lines, parsed in %.2f s, replayed in %.2f s%n",
                            round + 1,
                            history.source(),
                            lines[i],
                            parsed[i][round],
                            replayed[i][round]);
                }
            }
        }
        List<Result> results = new ArrayList<>();
        for (int i = 0; i < histories.size(); i++) {
            results.add(
                    new Result(histories.get(i).source(), lines[i], new Series(parsed[i]), new Series(replayed[i])));
        }
        return results;
    }

    /** Parses every line of the files. @return how many there are */
    private static long parse(List<Path> files) throws IOException {
        long lines = 0;
        for (Path file : files) {
            try (BufferedReader reader = Files.newBufferedReader(file)) {
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                    if (EventJson.readTree(line.getBytes(StandardCharsets.UTF_8))
                            .has("seq")) {
                        lines++;
                    }
                }
            }
        }
        return lines;
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    /** A system without any fact, in a temporary folder. */
    private static final class Fresh implements AutoCloseable {

        private final Path root = Files.createTempDirectory("crosscheck-replay-");
        private final RunningSystem system;
        private final Publisher publisher;
        private final Quiet quiet;

        Fresh() throws IOException {
            Installation installation = Installation.built(Path.of("").toAbsolutePath());
            LocalFolder folder = new LocalFolder(root);
            Ports ports = Ports.free();
            system = new RunningSystem(installation, folder, ports, LocalPostgres.Durability.DURABLE, (_, _) -> {});
            publisher = new Publisher(installation, folder, ports);
            quiet = new Quiet(system);
            system.start();
        }

        void publishModels(String catalogue) throws IOException {
            Path events = root.resolve("models.jsonl");
            run(List.of("import", "models-dev", catalogue, "--events-to", events.toString()));
            Files.write(
                    events,
                    Files.readAllLines(events).stream()
                            .filter(line -> !line.contains("price-reported"))
                            .toList());
            run(List.of("events", events.toString()));
            awaitQuiet();
        }

        double replay(History history) {
            long start = System.nanoTime();
            run(history.replay());
            awaitQuiet();
            return seconds(start);
        }

        private void run(List<String> arguments) {
            int code = publisher.run(WITHIN, arguments);
            if (code != 0) {
                throw new IllegalStateException(arguments + ": exit code " + code + " (expected: 0)");
            }
        }

        private void awaitQuiet() {
            Instant latest = Instant.now().plus(WITHIN);
            while (!quiet.undone().isEmpty()) {
                if (Instant.now().isAfter(latest)) {
                    throw new IllegalStateException(quiet.undone() + " (expected: nothing within " + WITHIN + ")");
                }
                LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
            }
        }

        @Override
        public void close() throws IOException {
            system.close();
            Folders.delete(root);
        }
    }
}
