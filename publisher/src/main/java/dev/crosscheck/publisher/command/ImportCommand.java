package dev.crosscheck.publisher.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code publish import SOURCE FILE…} */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        header = "Publish what a public catalogue says.",
        description = {"", "Each source has its own command.", ""},
        synopsisSubcommandLabel = "SOURCE",
        subcommands = {
            ImportModelsDevCommand.class,
            ImportOpenRouterCommand.class,
            ImportLiteLlmCommand.class,
            ImportPortkeyCommand.class,
            ImportLmArenaCommand.class,
            ImportAiderCommand.class,
            ImportOpenLlmCommand.class,
            ImportModelPriceWatchCommand.class,
            ImportLlmStatsCommand.class
        })
public final class ImportCommand implements Callable<Integer> {

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
