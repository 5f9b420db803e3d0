package dev.crosscheck.publisher.command;

import dev.crosscheck.publisher.send.Pace;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** How carefully to publish. */
final class Care {

    @Option(names = "--dry-run", description = "Check everything and count it, and send nothing.")
    boolean dryRun;

    @Option(
            names = "--strict",
            description = "Send nothing if a row is wrong. Default: the right rows are sent, and the wrong ones named.")
    boolean strict;

    @Option(
            names = "--rate",
            paramLabel = "N/s",
            converter = PerSecond.class,
            defaultValue = "0/s",
            description = "Send at most N events a second, such as 50/s. Default: as fast as Kafka takes them.")
    Pace.Rate rate = Pace.Rate.UNLIMITED;

    @Option(
            names = "--checkpoint",
            paramLabel = "FILE",
            description = "Write down in FILE how far it has sent. The same command goes on from there if this run "
                    + "ends early, however it ends.")
    @Nullable
    Path checkpoint;

    @Option(
            names = "--rejects",
            paramLabel = "FILE",
            description = "Write wrong and refused rows to FILE as they came, with the reason; mended, it can be "
                    + "published. FILE must not exist yet.")
    @Nullable
    Path rejects;

    /** {@code 50/s}; zero is no limit. */
    static final class PerSecond implements ITypeConverter<Pace.Rate> {
        @Override
        public Pace.Rate convert(String text) {
            Matcher form = Pattern.compile("(\\d{1,7})(/s)?").matcher(text);
            if (!form.matches()) {
                throw new TypeConversionException(text + " (expected: events a second, such as 50/s)");
            }
            return new Pace.Rate(Long.parseLong(form.group(1)));
        }
    }
}
