package dev.crosscheck.publisher.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code publish quarantine list|show|release|reject} */
@Command(
        name = "quarantine",
        mixinStandardHelpOptions = true,
        header = "Prices that look wrong: list them, show one, release or reject it, or a whole batch.",
        description = {
            "",
            "What is held is on no page: the last good value is, marked as under review. A decision is an event in "
                    + "history, with who and why, and holds whenever the same source says the same again.",
            ""
        },
        subcommands = {
            QuarantineListCommand.class,
            QuarantineShowCommand.class,
            ReviewCommand.Release.class,
            ReviewCommand.Reject.class
        })
public final class QuarantineCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "COMMAND: none (expected: list, show, release or reject)");
    }
}
