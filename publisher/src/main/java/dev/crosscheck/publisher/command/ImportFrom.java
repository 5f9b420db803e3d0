package dev.crosscheck.publisher.command;

import dev.crosscheck.event.InvalidEventException;
import dev.crosscheck.publisher.send.Interruption;
import dev.crosscheck.publisher.source.FileDate;
import dev.crosscheck.publisher.source.ImportSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code publish import SOURCE FILE…}: what the commands of all sources have in common. Each of them says which
 * files it takes and how they are read.
 */
@Command(
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all were taken, none refused",
            "1:some entries were refused",
            "2:wrong usage, or a file is not of this format",
            "3:Kafka or a service could not be reached",
            "4:the services did not take everything within --timeout",
            "7:all were taken; a mass change among them is held until a person releases it"
        })
abstract class ImportFrom implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--observed-at",
            paramLabel = "TIME",
            description = "When the files were taken, such as 2026-07-02T00:00:00Z. "
                    + "Default: the date that the data, or else the file's name, has.")
    private @Nullable Instant observedAt;

    @Mixin
    private Destination destination = new Destination();

    @Option(
            names = "--output",
            defaultValue = "text",
            paramLabel = "FORMAT",
            description = "text, or json: one document. Default: ${DEFAULT-VALUE}.")
    private OutputFormat output = OutputFormat.text;

    @Mixin
    private Addresses addresses = new Addresses();

    @Mixin
    private Patience patience = new Patience();

    @Mixin
    private MassCare massCare = new MassCare();

    /** The files to read, for the check that they can be. */
    abstract List<Path> files();

    /**
     * Opens the files.
     *
     * @throws InvalidEventException if they are not of this source's format
     */
    abstract ImportSource open() throws IOException;

    @Override
    public Integer call() {
        for (Path file : files()) {
            if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
                throw new Interruption(
                        Interruption.Kind.USAGE,
                        "FILE: " + file + " (expected: a readable file, see \"publish import " + spec.name()
                                + " --help\")");
            }
        }
        try {
            return new ImportRun(open(), addresses, patience, massCare)
                    .run(destination, spec.commandLine().getOut(), output);
        } catch (InvalidEventException e) {
            throw new Interruption(Interruption.Kind.USAGE, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new Interruption(Interruption.Kind.USAGE, "FILE: " + e.getMessage() + " (expected: a readable file)");
        }
    }

    /**
     * When the files were taken: as the user says, or else as the data say.
     *
     * @param day   the date that the data have
     * @param where where they would have it, for the error
     */
    final Instant observedAt(Optional<LocalDate> day, String where) {
        return observedAt != null ? observedAt : day.map(ImportFrom::startOf).orElseThrow(() -> undated(where));
    }

    /**
     * When the file was taken: as the user says, or else as the data say, or else as its name does.
     *
     * @param inData the moment that the data have
     */
    final Instant takenAt(Optional<Instant> inData, Path file) {
        return observedAt != null
                ? observedAt
                : inData.or(() -> FileDate.inName(file).map(ImportFrom::startOf))
                        .orElseThrow(() -> undated("the file's name"));
    }

    private static Instant startOf(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static Interruption undated(String where) {
        return new Interruption(
                Interruption.Kind.USAGE,
                "--observed-at: absent, and " + where + " has no date (expected: one of them)");
    }
}
