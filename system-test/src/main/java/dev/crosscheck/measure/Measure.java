package dev.crosscheck.measure;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/**
 * {@code ./dev measure}: starts systems of its own, measures them beside baselines on the same PostgreSQL and Kafka, and
 * writes what it found.
 *
 * <p>What is measured and its baseline take turns, so that whatever else the machine does falls on both.
 */
@Command(
        name = "./dev measure",
        mixinStandardHelpOptions = true,
        description = "Measures speed beside baselines in the same run. Ends with 1 if stored pages turned out wrong or"
                + " something could not be measured; a goal that is missed is printed as missed.",
        subcommands = {MeasureReplay.class, MeasureImages.class})
final class Measure implements Callable<Integer> {

    @Option(names = "--quick", description = "a few rounds on few models: a try, not a record")
    private boolean quick;

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "P6,P9",
            description = "only these, by their numbers in the table of goals")
    private List<String> only = new ArrayList<>();

    @Option(
            names = "--out",
            description = "the file to write (docs/measurements.md for a full run of all; else nothing is written)")
    private @Nullable Path out;

    @Spec
    private @Nullable CommandSpec spec;

    public static void main(String[] args) {
        LoggerFactory.getILoggerFactory();
        System.exit(new CommandLine(new Measure()).execute(args));
    }

    @Override
    public Integer call() throws Exception {
        Scale scale = quick ? Scale.QUICK : Scale.FULL;
        List<Measurement> chosen = chosen(scale);
        Machine machine = Machine.here();
        long start = System.nanoTime();
        String loadBefore = load();
        List<Finding> findings = new ArrayList<>();
        List<String> audits = new ArrayList<>();
        boolean allRight = true;
        try (Suite suite = new Suite(scale)) {
            for (Measurement measurement : chosen) {
                Finding finding = measured(suite, measurement);
                findings.add(finding);
                allRight &= !finding.isFailed();
            }
            suite.say("holding stored pages against their facts");
            Map<Integer, JsonNode> looked = suite.audits();
            for (int models : suite.withStoredPages()) {
                JsonNode audit = looked.get(models);
                audits.add(audit == null ? notLooked(models) : sentence(models, audit));
                allRight &= audit == null || isRight(audit);
            }
        }
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        Report.Run run = new Report.Run(
                machine,
                scale,
                took.toMinutes() + " min " + took.toSecondsPart() + " s",
                "load of the machine before " + loadBefore + ", after " + load(),
                audits);
        String report = Report.of(run, findings);
        System.out.println(report);
        Path file = out != null ? out : quick || !only.isEmpty() ? null : Path.of("docs/measurements.md");
        if (file != null) {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, report);
        }
        return allRight ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private List<Measurement> chosen(Scale scale) {
        try {
            return Measurements.only(only, scale);
        } catch (IllegalArgumentException exception) {
            if (spec == null) {
                throw exception;
            }
            throw new ParameterException(spec.commandLine(), exception.getMessage(), exception);
        }
    }

    /** One that fails must not take the others with it: the report says what happened. */
    private static Finding measured(Suite suite, Measurement measurement) throws InterruptedException {
        suite.say(measurement.id() + ": " + measurement.title());
        try {
            return measurement.measure(suite);
        } catch (InterruptedException exception) {
            throw exception;
        } catch (Exception exception) {
            exception.printStackTrace();
            return Finding.none(measurement, String.valueOf(exception.getMessage()));
        }
    }

    private static String sentence(int models, JsonNode audit) {
        return String.format(
                Locale.ROOT,
                "%,d models: %,d stored pages equal what is made from their facts from scratch, %,d differ, %,d are missing,"
                        + " %,d are stale.",
                models,
                audit.get("pages").asLong()
                        - audit.get("different").asLong()
                        - audit.get("stale").asLong(),
                audit.get("different").asLong(),
                audit.get("missing").asLong(),
                audit.get("stale").asLong());
    }

    private static String notLooked(int models) {
        return String.format(
                Locale.ROOT,
                "%,d models: not looked at, since it would take longer than the run; the engine is the one of the others.",
                models);
    }

    private static boolean isRight(JsonNode audit) {
        return audit.get("different").asLong()
                        + audit.get("missing").asLong()
                        + audit.get("stale").asLong()
                == 0;
    }

    private static String load() {
        return String.format(
                Locale.ROOT,
                "%.1f",
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }
}
