package dev.crosscheck.local;

import java.nio.file.Path;
import java.util.ArrayList;
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

    /** How many pools of memory the C library keeps; left to itself, eight for each processor. */
    public static final String POOLS = "MALLOC_ARENA_MAX";

    public Launch {
        flags = List.copyOf(flags);
        environment = Map.copyOf(environment);
    }

    /**
     * The usual way. A heap begins small and grows with what lives in it: a Java machine left to itself begins with a
     * sixty-fourth of the memory there is, and keeps all of it.
     */
    public static Launch of(Service service) {
        return new Launch(
                List.of(
                        "-Xms" + service.firstHeapMegabytes() + "m",
                        "-Xmx" + service.heapMegabytes() + "m",
                        // What is made of one event or page and thrown away; the more room, the more seldom it is
                        // swept.
                        "-Xmn" + service.youngMegabytes() + "m",
                        "-XX:MinHeapFreeRatio=15",
                        "-XX:MaxHeapFreeRatio=30",
                        // Compilers take tens of megabytes for a moment, which the C library would keep.
                        "-XX:TrimNativeHeapInterval=10000",
                        "-XX:+UseSerialGC",
                        "-XX:+UseCompactObjectHeaders",
                        // A service that has run out of memory is of no use; one that ends is started again.
                        "-XX:+ExitOnOutOfMemoryError"),
                // Threads that compile and compress take memory in turn; pools of their own would keep it apart.
                Map.of(POOLS, "2"));
    }

    /** What the Java machine is told: the flags, and what to run. */
    public List<String> arguments(Path jar) {
        List<String> arguments = new ArrayList<>(flags);
        // Of Netty, zstd and their like, which speak to the system without Java between.
        arguments.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
        arguments.addAll(List.of("-jar", jar.toString()));
        return arguments;
    }

    /** The same with one more flag. */
    public Launch withFlag(String flag) {
        List<String> more = new ArrayList<>(flags);
        more.add(flag);
        return withFlags(more);
    }

    /** The same on a Java machine with other flags. */
    public Launch withFlags(List<String> others) {
        return new Launch(others, environment);
    }

    /** The same without a variable. */
    public Launch without(String variable) {
        Map<String, String> fewer = new HashMap<>(environment);
        fewer.remove(variable);
        return new Launch(flags, fewer);
    }

    /** The same with one more variable. */
    public Launch with(String variable, String value) {
        return with(Map.of(variable, value));
    }

    /** The same with more variables. */
    public Launch with(Map<String, String> variables) {
        Map<String, String> more = new HashMap<>(environment);
        more.putAll(variables);
        return new Launch(flags, more);
    }
}
