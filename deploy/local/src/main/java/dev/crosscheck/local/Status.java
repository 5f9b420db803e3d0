package dev.crosscheck.local;

import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ParentCommand;

/** Shows what runs, how it is, and how far each reader is behind. */
@Command(name = "status", description = "Processes, ports, health, and how far the readers are behind.")
final class Status implements Callable<Integer> {

    @ParentCommand
    private @Nullable LocalSystem local;

    @Override
    public Integer call() {
        LocalFolder folder = Objects.requireNonNull(local).folder();
        Console console = new Console(System.out);
        Map<String, ProcessHandle> running = Leftovers.find(folder);
        Optional<ProcessHandle> supervisor = Leftovers.supervisor(folder);
        Map<String, String> addresses = Addresses.read(folder.addresses());
        if (running.isEmpty() && supervisor.isEmpty()) {
            console.say("down");
            return ExitCode.SOFTWARE;
        }
        line(console, Leftovers.SUPERVISOR, supervisor, "", "");
        line(
                console,
                Leftovers.POSTGRESQL,
                running.get(Leftovers.POSTGRESQL),
                addresses.get("CROSSCHECK_POSTGRES_PORT"),
                "");
        line(
                console,
                Leftovers.KAFKA,
                running.get(Leftovers.KAFKA),
                addresses.get("CROSSCHECK_KAFKA_BOOTSTRAP_SERVERS"),
                "");
        Health health = new Health();
        boolean allReady = true;
        for (Service service : Service.values()) {
            String management = addresses.get("CROSSCHECK_" + service.name() + "_MANAGEMENT_URL");
            boolean ready =
                    management != null && health.isReady(URI.create(management).getPort());
            allReady &= ready;
            line(
                    console,
                    service.id(),
                    running.get(service.id()),
                    addresses.get("CROSSCHECK_" + service.name() + "_URL"),
                    ready ? "ready" : "not ready");
        }
        if (running.containsKey(Leftovers.KAFKA) && running.containsKey(Leftovers.POSTGRESQL)) {
            Lag.read(folder, addresses).forEach(lag -> console.say("  " + lag));
        }
        return allReady ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private static void line(
            Console console, String name, @Nullable ProcessHandle process, @Nullable String address, String health) {
        line(console, name, Optional.ofNullable(process), address, health);
    }

    private static void line(
            Console console, String name, Optional<ProcessHandle> process, @Nullable String address, String health) {
        console.say(String.format(
                Locale.ROOT,
                "  %-11s %-14s %-24s %s",
                name,
                process.map(found -> "process " + found.pid()).orElse("down"),
                address == null ? "" : address,
                health));
    }
}
