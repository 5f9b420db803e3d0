package dev.crosscheck.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Memory that a process really has, as Linux counts it. */
final class ResidentMemory {

    private static final double KILOBYTES_IN_A_MEGABYTE = 1_024;

    /**
     * Megabytes of memory that are in use by the process (VmRSS).
     *
     * @throws IOException if there is no such process, or the system does not tell
     */
    static double megabytes(long pid) throws IOException {
        return megabytes(Files.readString(Path.of("/proc/" + pid + "/status")));
    }

    /** The same of a status that was read: {@code VmRSS:    204800 kB}. */
    static double megabytes(String status) throws IOException {
        for (String line : status.split("\n")) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("\\D", "")) / KILOBYTES_IN_A_MEGABYTE;
            }
        }
        throw new IOException("VmRSS: missing (expected: in the status of a running process)");
    }

    private ResidentMemory() {}
}
