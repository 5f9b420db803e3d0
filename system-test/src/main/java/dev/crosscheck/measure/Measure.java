package dev.crosscheck.measure;

import dev.crosscheck.local.Folders;
import dev.crosscheck.local.Installation;
import dev.crosscheck.local.LocalFolder;
import dev.crosscheck.local.LocalPostgres;
import dev.crosscheck.local.Ports;
import dev.crosscheck.local.RunningSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/**
 * Starts a system of its own, measures it beside baselines on the same PostgreSQL and Kafka, and writes what it found.
 *
 * <p>What is measured and its baseline take turns, so that whatever else the machine does falls on both.
 */
@Command(
        name = "./dev measure",
        description = "Measures speed beside baselines in the same run.",
        subcommands = MeasureReplay.class)
final class Measure implements Callable<Integer> {

    @Option(names = "--quick", description = "a few rounds on few models: a try, not a record")
    private boolean quick;

    @Option(
            names = "--out",
            defaultValue = "docs/measurements.md",
            description = "the file to write (${DEFAULT-VALUE})")
    private Path out = Path.of("docs/measurements.md");

    public static void main(String[] args) {
        LoggerFactory.getILoggerFactory();
        System.exit(new CommandLine(new Measure()).execute(args));
    }

    @Override
    public Integer call() throws Exception {
        Scale scale = quick ? Scale.QUICK : Scale.FULL;
        Path root = Files.createTempDirectory("crosscheck-measure-");
        try (RunningSystem system = new RunningSystem(
                Installation.built(Path.of("").toAbsolutePath()),
                new LocalFolder(root),
                Ports.free(),
                LocalPostgres.Durability.DURABLE,
                (part, result) -> System.out.println(part + " " + result))) {
            system.start();
            try (Load load = new Load(system)) {
                System.out.println("publishing " + scale.models() + " models");
                load.publishModels(scale.models());
                Visibility.Result visibility = new Visibility(system, load).measure(scale);
                PageWrites.Result writes = new PageWrites(system, load).measure(scale);
                String report = Report.of(Machine.here(), scale, visibility, writes);
                Files.createDirectories(out.toAbsolutePath().getParent());
                Files.writeString(out, report);
                System.out.println(report);
            }
        } finally {
            Folders.delete(root);
        }
        return ExitCode.OK;
    }

    /**
     * How much is measured.
     *
     * @param models        in the system; every pair of them has a page
     * @param rounds        how often each figure is taken
     * @param eventsInRound events of each round, one after the other
     * @param warmUp        events before the first round, which are not counted
     */
    record Scale(int models, int rounds, int eventsInRound, int warmUp) {

        static final Scale QUICK = new Scale(40, 3, 40, 100);
        static final Scale FULL = new Scale(300, 9, 100, 500);

        int pages() {
            return models * (models - 1) / 2;
        }
    }
}
