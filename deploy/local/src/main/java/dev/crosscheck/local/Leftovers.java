package dev.crosscheck.local;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Processes of an earlier run that outlived whoever started them: it was killed, and could not stop them. */
final class Leftovers {

    static final String SUPERVISOR = "supervisor";
    static final String KAFKA = "kafka";
    static final String POSTGRESQL = "postgresql";

    private static final Duration STOP_WITHIN = Duration.ofSeconds(20);

    /** Every process of the folder's system that runs, by name, but for the supervisor. */
    static Map<String, ProcessHandle> find(LocalFolder folder) {
        Map<String, ProcessHandle> found = new LinkedHashMap<>();
        for (Service service : Service.values()) {
            folder.pidFile(service.id()).find().ifPresent(process -> found.put(service.id(), process));
        }
        folder.pidFile(KAFKA).find().ifPresent(process -> found.put(KAFKA, process));
        PidFile.findPostgres(folder.postgres().resolve("data")).ifPresent(process -> found.put(POSTGRESQL, process));
        return found;
    }

    static Optional<ProcessHandle> supervisor(LocalFolder folder) {
        return folder.pidFile(SUPERVISOR).find();
    }

    /** Stops them: those who ask before those who answer. @return the names of those stopped */
    static List<String> stop(LocalFolder folder) {
        Map<String, ProcessHandle> found = find(folder);
        Map<String, ProcessHandle> askers = new LinkedHashMap<>(found);
        askers.keySet().removeAll(List.of(KAFKA, POSTGRESQL));
        askers.values().forEach(process -> Signals.send(process, "TERM"));
        askers.values().forEach(Leftovers::awaitExitOrKill);
        Optional.ofNullable(found.get(KAFKA)).ifPresent(process -> {
            Signals.send(process, "TERM");
            awaitExitOrKill(process);
        });
        Optional.ofNullable(found.get(POSTGRESQL)).ifPresent(process -> {
            // Disconnect everybody and stop cleanly; TERM would wait for them to leave.
            Signals.send(process, "INT");
            awaitExitOrKill(process);
        });
        return List.copyOf(found.keySet());
    }

    private static void awaitExitOrKill(ProcessHandle process) {
        if (!awaitExit(process, STOP_WITHIN)) {
            Signals.send(process, "KILL");
            awaitExit(process, STOP_WITHIN);
        }
    }

    /** Whether the process ended in time. */
    static boolean awaitExit(ProcessHandle process, Duration within) {
        try {
            process.onExit().get(within.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException _) {
            return false;
        } catch (ExecutionException exception) {
            throw new IllegalStateException("process " + process.pid() + ": no word of its end", exception);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Leftovers() {}
}
