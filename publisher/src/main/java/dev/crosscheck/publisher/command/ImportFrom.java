package dev.crosscheck.publisher.command;

import dev.crosscheck.event.InvalidEventException;
import dev.crosscheck.publisher.send.Interruption;
import dev.crosscheck.publisher.source.FileDate;
import dev.crosscheck.publisher.source.ImportSource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code publish import SOURCE FILE…}: what the commands of all sources have in common. Each of them says which
 * files it takes and how they are read.
 */
@Command(
        exitCodeList = {
            "0:all were taken, none refused or held; what waits for its name to be linked harms nothing",
            "1:some entries were refused",
            "2:wrong usage, or a file is not of this format",
            "3:Kafka or a service could not be reached",
            "4:the services did not take everything within --timeout",
            "7:all were taken; a price, or a mass change, is held until a person releases it"
        })
abstract class ImportFrom extends SourceCommand {

    @Option(
            names = "--observed-at",
            paramLabel = "TIME",
            description = "When the files were taken, such as 2026-07-02 or 2026-07-02T00:00:00Z. "
                    + "Default: the date that the data, or else the file's name, has.")
    private @Nullable Instant observedAt;

    /**
     * Opens the files.
     *
     * @throws InvalidEventException if they are not of this source's format
     */
    abstract ImportSource open() throws IOException;

    @Override
    final int run(Wanted wanted) throws IOException {
        return new ImportRun(open(), wanted.addresses(), wanted.patience(), wanted.massCare())
                .run(wanted.destination(), wanted.out(), wanted.output());
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
