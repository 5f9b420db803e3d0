package dev.crosscheck.deploy.kubernetes;

import io.micronaut.core.convert.ConversionService;
import java.lang.reflect.Field;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;

/** What the code says of itself that no class says to others. */
public final class Code {

    /** {@code 10m}, {@code 500ms} and so on, as settings have them. */
    public static Duration duration(String text) {
        return ConversionService.SHARED
                .convert(text, Duration.class)
                .orElseThrow(() -> new IllegalArgumentException("duration: " + text));
    }

    /**
     * The longest that a service takes from SIGTERM to its end: the farewell, the answers under way, then everything that
     * lives in it, all of it together. It ends by itself then.
     *
     * @param told what it is told in its environment; what it is not told is as the code has it
     */
    public static Duration stoppingTakes(String service, Map<String, String> told) {
        Duration farewell = Stream.of("CROSSCHECK_HTTP_FAREWELL_WITHIN", "CROSSCHECK_HTTP_FAREWELL_AT_LEAST")
                .map(name -> told.getOrDefault(name, Settings.of(service).getOrDefault(name, "0s")))
                .map(Code::duration)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        return farewell.plus(constant("dev.crosscheck.kit.Ending", "ANSWERED_WITHIN"))
                .plus(constant("dev.crosscheck.kit.Ending", "CLOSED_WITHIN"));
    }

    /** A constant that is nobody else's business but a manifest's. */
    private static Duration constant(String type, String name) {
        try {
            Field field = Class.forName(type).getDeclaredField(name);
            field.setAccessible(true);
            return (Duration) field.get(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type + "." + name + ": none (expected: how long it waits at most)", e);
        }
    }

    private Code() {}
}
