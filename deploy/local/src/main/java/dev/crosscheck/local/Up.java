package dev.crosscheck.local;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Starts everything and stays with it, until it is told to stop. */
@Command(name = "up", description = "Starts PostgreSQL, Kafka and the three services; Ctrl-C stops them.")
final class Up implements Callable<Integer> {

    @ParentCommand
    private @Nullable LocalSystem local;

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private PortOptions portOptions = new PortOptions();

    @Option(names = "--detach", description = "return when everything is ready; ./dev down stops it")
    private boolean detach;

    @Option(names = "--no-samples", description = "do not publish the sample facts on the first start")
    private boolean noSamples;

    @Override
    public Integer call() throws IOException {
        LocalFolder folder = Objects.requireNonNull(local).folder();
        Console console = new Console(System.out);
        Optional<ProcessHandle> other = Leftovers.supervisor(folder);
        if (other.isPresent()) {
            console.say("already up (process " + other.get().pid() + "); ./dev status shows it, ./dev down stops it");
            return ExitCode.SOFTWARE;
        }
        for (String stopped : Leftovers.stop(folder)) {
            console.done(stopped, "of an earlier run stopped");
        }
        Optional<String> problem = portOptions.problem();
        if (problem.isPresent()) {
            System.err.println(problem.get());
            return ExitCode.SOFTWARE;
        }
        if (detach) {
            return new Detached(folder, console)
                    .start(Objects.requireNonNull(spec)
                            .commandLine()
                            .getParseResult()
                            .originalArgs());
        }
        return stayWith(folder, console);
    }

    private int stayWith(LocalFolder folder, Console console) throws IOException {
        Ports ports = portOptions.ports();
        Installation installation = Objects.requireNonNull(local).installation();
        Files.deleteIfExists(folder.ready());
        folder.pidFile(Leftovers.SUPERVISOR).write(ProcessHandle.current());
        RunningSystem system =
                new RunningSystem(installation, folder, ports, LocalPostgres.Durability.DURABLE, console);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(system, folder, console), "stop"));
        system.start();
        Addresses.write(folder.addresses(), ports);
        if (!noSamples && !Files.exists(folder.samplesPublished())) {
            publishSamples(new Publisher(installation, folder, ports), folder, console);
        }
        show(ports, console);
        Files.writeString(folder.ready(), "");
        new Supervisor(system, console).stay();
        return ExitCode.OK;
    }

    /** If it fails the system is of use all the same, and it is tried again at the next start. */
    private static void publishSamples(Publisher publisher, LocalFolder folder, Console console) throws IOException {
        try {
            publisher.publishSamples();
            Files.writeString(folder.samplesPublished(), "");
            console.done("samples", "published");
        } catch (IllegalStateException exception) {
            console.done("samples", "not published: " + exception.getMessage());
        }
    }

    private static void stop(RunningSystem system, LocalFolder folder, Console console) {
        console.say("stopping");
        try {
            Files.deleteIfExists(folder.ready());
            system.close();
        } catch (IOException | RuntimeException exception) {
            console.say("not everything stopped: " + exception.getMessage());
        }
        folder.pidFile(Leftovers.SUPERVISOR).delete();
        console.say("stopped; data are kept in .local/");
    }

    private static void show(Ports ports, Console console) {
        console.say("");
        console.say("  Pages       http://localhost:" + ports.of(Service.COMPARISON) + "/");
        console.say("  Catalog     http://localhost:" + ports.of(Service.CATALOG) + "/v1/models");
        console.say("  Pricing     http://localhost:" + ports.of(Service.PRICING) + "/v1/providers");
        console.say(String.format(
                Locale.ROOT,
                "  Health      http://localhost:%d/health (comparison), :%d (catalog), :%d (pricing)",
                ports.managementOf(Service.COMPARISON),
                ports.managementOf(Service.CATALOG),
                ports.managementOf(Service.PRICING)));
        console.say("  Tokens      ./dev token reader, publisher or operator, for what is not open to anyone");
        console.say("  Kafka       127.0.0.1:" + ports.kafka());
        console.say("  PostgreSQL  127.0.0.1:" + ports.postgres() + " (databases catalog, pricing, comparison)");
        console.say("");
        console.say(String.format(
                Locale.ROOT,
                "Ready in %.1f s. Ctrl-C or ./dev down stops; data are kept in .local/.",
                console.seconds()));
    }
}
