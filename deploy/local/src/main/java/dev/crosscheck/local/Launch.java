package dev.crosscheck.local;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How a service is started.
 *
 * @param flags       of its Java machine
 * @param environment beside the addresses that every service is told
 */
public record Launch(List<String> flags, Map<String, String> environment) {

    public Launch {
        flags = List.copyOf(flags);
        environment = Map.copyOf(environment);
    }

    /** The usual way. */
    public static Launch of(Service service) {
        return new Launch(
                List.of(
                        "-Xmx" + service.heapMegabytes() + "m",
                        "-XX:+UseSerialGC",
                        "-XX:+UseCompactObjectHeaders",
                        // A service that has run out of memory is of no use; one that ends is started again.
                        "-XX:+ExitOnOutOfMemoryError"),
                Map.of());
    }

    /** The same on a Java machine with other flags. */
    public Launch withFlags(List<String> others) {
        return new Launch(others, environment);
    }

    /** The same with one more variable. */
    public Launch with(String variable, String value) {
        Map<String, String> more = new HashMap<>(environment);
        more.put(variable, value);
        return new Launch(flags, more);
    }
}
