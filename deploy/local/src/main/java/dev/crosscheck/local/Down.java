package dev.crosscheck.local;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Stops what {@code up} started, by process id. */
@Command(name = "down", description = "Stops everything. The data stay, unless --wipe is given.")
final class Down implements Callable<Integer> {

    private static final Duration STOP_WITHIN = Duration.ofSeconds(60);

    @ParentCommand
    private @Nullable LocalSystem local;

    @Option(names = "--wipe", description = "delete data and logs as well")
    private boolean wipe;

    @Override
    public Integer call() throws IOException {
        LocalFolder folder = Objects.requireNonNull(local).folder();
        Console console = new Console(System.out);
        Optional<ProcessHandle> supervisor = Leftovers.supervisor(folder);
        supervisor.ifPresent(process -> {
            process.destroy();
            if (!Leftovers.awaitExit(process, STOP_WITHIN)) {
                Signals.send(process, "KILL");
            }
        });
        List<String> leftovers = Leftovers.stop(folder);
        if (supervisor.isEmpty() && leftovers.isEmpty()) {
            console.say("nothing was up");
        } else {
            console.say("stopped");
        }
        if (wipe) {
            for (String part : List.of("data", "logs", "run")) {
                Folders.delete(folder.root().resolve(part));
            }
            console.say("data deleted");
        }
        return ExitCode.OK;
    }
}
