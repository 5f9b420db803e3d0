package dev.crosscheck.publisher.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code publish identity …} */
@Command(
        name = "identity",
        mixinStandardHelpOptions = true,
        header = "See and say which model a spelling means.",
        description = {
            "",
            "A price or score under a spelling that nobody has linked waits. Linking takes it at once; every link and "
                    + "unlink stays in history with who said so and why. The rules: docs/identity.md.",
            ""
        },
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            IdentityListCommand.class,
            IdentitySuggestCommand.class,
            IdentityApplyCommand.class,
            IdentityLinkCommand.Link.class,
            IdentityLinkCommand.Unlink.class
        })
public final class IdentityCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        throw new ParameterException(
                spec.commandLine(),
                "COMMAND: none (expected: one of "
                        + String.join(", ", spec.subcommands().keySet()) + ")");
    }
}
