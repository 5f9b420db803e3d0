package dev.crosscheck.publisher.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code publish replay SOURCE FILE…} */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        header = "Publish the history of a public list, change by change.",
        description = {"", "Each source has its own command.", ""},
        synopsisSubcommandLabel = "SOURCE",
        subcommands = {
            ReplayModelsDevCommand.class,
            ReplayOpenRouterCommand.class,
            ReplayLiteLlmCommand.class,
            ReplayPortkeyCommand.class
        })
public final class ReplayCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        throw new ParameterException(
                spec.commandLine(),
                "SOURCE: none (expected: one of "
                        + String.join(", ", spec.subcommands().keySet()) + ")");
    }
}
