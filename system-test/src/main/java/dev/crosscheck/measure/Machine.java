package dev.crosscheck.measure;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * Where and on what a measurement was taken.
 *
 * @param processor as the system names it
 * @param cores     that this process may use
 * @param memoryGib of the machine
 * @param system    its name and version
 * @param java      the virtual machine's name and version
 * @param commit    that was measured; a plus sign if there were changes beyond it
 * @param date      UTC
 */
record Machine(String processor, int cores, long memoryGib, String system, String java, String commit, LocalDate date) {

    static Machine here() {
        long memory =
                ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean bean
                        ? bean.getTotalMemorySize()
                        : 0;
        return new Machine(
                processorName(),
                Runtime.getRuntime().availableProcessors(),
                memory >> 30,
                System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                        + System.getProperty("os.arch"),
                System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"),
                headCommit(),
                LocalDate.now(ZoneOffset.UTC));
    }

    private static String processorName() {
        Path file = Path.of("/proc/cpuinfo");
        try {
            return Files.exists(file)
                    ? Files.readAllLines(file).stream()
                            .filter(line -> line.startsWith("model name"))
                            .map(line -> line.substring(line.indexOf(':') + 1).strip())
                            .findFirst()
                            .orElse("not named")
                    : "not named";
        } catch (IOException _) {
            return "not named";
        }
    }

    private static String headCommit() {
        String commit = run("git", "rev-parse", "--short", "HEAD");
        return commit.isEmpty()
                ? "not known"
                : commit + (run("git", "status", "--porcelain").isEmpty() ? "" : "+");
    }

    private static String run(String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException _) {
            return "";
        }
    }
}
