package dev.crosscheck.local;

import java.nio.file.Path;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** {@code ./dev up}, {@code down}, {@code status} and {@code token}: the whole system on this machine. */
@Command(
        name = "./dev",
        subcommands = {Up.class, Down.class, Status.class, Token.class, Setup.class, Train.class},
        description = "The whole system on this machine.")
public final class LocalSystem {

    @Option(
            names = "--folder",
            hidden = true,
            scope = ScopeType.INHERIT,
            defaultValue = ".local",
            description = "data, logs and what is known of processes")
    private Path folder = Path.of(".local");

    @Option(
            names = "--app",
            hidden = true,
            scope = ScopeType.INHERIT,
            defaultValue = ".local/app",
            description = "the applications")
    private Path app = Path.of(".local/app");

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "show this help and end")
    private boolean help;

    public static void main(String[] args) {
        // Made before there are threads: two that log their first line at once get warnings from the library.
        LoggerFactory.getILoggerFactory();
        System.exit(new CommandLine(new LocalSystem())
                .setExecutionExceptionHandler(LocalSystem::explain)
                .execute(args));
    }

    LocalFolder folder() {
        return new LocalFolder(folder.toAbsolutePath());
    }

    Installation installation() {
        return Installation.copied(app.toAbsolutePath());
    }

    /** One line for a person; our messages are written for them. Anything else is a mistake of ours, shown whole. */
    private static int explain(Exception exception, CommandLine command, CommandLine.ParseResult parsed) {
        if (exception instanceof IllegalStateException && exception.getMessage() != null) {
            command.getErr().println(exception.getMessage());
        } else {
            exception.printStackTrace(command.getErr());
        }
        return CommandLine.ExitCode.SOFTWARE;
    }
}
