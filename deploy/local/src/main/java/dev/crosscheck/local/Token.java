package dev.crosscheck.local;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Prints a token, for whoever calls a service of this machine by hand. */
@Command(name = "token", description = "Prints a token for the services of this machine, in the roles that are named.")
final class Token implements Callable<Integer> {

    @ParentCommand
    private @Nullable LocalSystem local;

    @Parameters(arity = "1..*", paramLabel = "ROLE", description = "reader, publisher or operator")
    private List<String> roles = List.of();

    @Option(
            names = "--for",
            paramLabel = "DURATION",
            defaultValue = "PT12H",
            description = "how long it is valid, such as PT30M (default: ${DEFAULT-VALUE})")
    private Duration validFor = Duration.ofHours(12);

    @Override
    public Integer call() {
        for (String role : roles) {
            if (!LocalTokens.ROLES.contains(role)) {
                System.err.println(
                        "ROLE: " + role + " (expected: one of " + String.join(", ", LocalTokens.ROLES) + ")");
                return ExitCode.USAGE;
            }
        }
        LocalTokens tokens =
                new LocalTokens(Objects.requireNonNull(local).folder().access());
        new Console(System.out).say(tokens.token(System.getProperty("user.name", "somebody"), validFor, roles));
        return ExitCode.OK;
    }
}
