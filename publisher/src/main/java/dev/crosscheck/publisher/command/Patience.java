package dev.crosscheck.publisher.command;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** How long to wait for the services, and how much to say of what went wrong. */
final class Patience {

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "5m",
            converter = Time.class,
            description = "How long to wait for the services to take everything in: 500ms, 30s, 5m, 1h. "
                    + "Default: ${DEFAULT-VALUE}. What was sent by then stays sent.")
    Duration timeout = Duration.ZERO;

    @Option(
            names = "--no-wait",
            description = "Return once Kafka has the events, without asking the services what became of them.")
    boolean noWait;

    @Option(
            names = "--show",
            paramLabel = "N",
            defaultValue = "10",
            description = "Show the reasons of the first N events that were refused, and of the first N that wait. "
                    + "Default: ${DEFAULT-VALUE}.")
    int show;

    /** {@code 30s} and the like. */
    static final class Time implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            Matcher form = Pattern.compile("(\\d{1,6})(ms|s|m|h)").matcher(text);
            if (!form.matches()) {
                throw new TypeConversionException(text + " (expected: a number with ms, s, m or h, such as 30s)");
            }
            long amount = Long.parseLong(form.group(1));
            return switch (form.group(2)) {
                case "ms" -> Duration.ofMillis(amount);
                case "s" -> Duration.ofSeconds(amount);
                case "m" -> Duration.ofMinutes(amount);
                default -> Duration.ofHours(amount);
            };
        }
    }
}
