package dev.crosscheck.publisher;

import dev.crosscheck.publisher.command.ConflictsCommand;
import dev.crosscheck.publisher.command.DeadLettersCommand;
import dev.crosscheck.publisher.command.DiffCommand;
import dev.crosscheck.publisher.command.EventsCommand;
import dev.crosscheck.publisher.command.ExitCode;
import dev.crosscheck.publisher.command.FreshnessCommand;
import dev.crosscheck.publisher.command.IdentityCommand;
import dev.crosscheck.publisher.command.ImportCommand;
import dev.crosscheck.publisher.command.Moment;
import dev.crosscheck.publisher.command.PriceCommand;
import dev.crosscheck.publisher.command.QuarantineCommand;
import dev.crosscheck.publisher.command.ReplayCommand;
import dev.crosscheck.publisher.command.SamplesCommand;
import dev.crosscheck.publisher.command.TemplateCommand;
import dev.crosscheck.publisher.command.UndoCommand;
import dev.crosscheck.publisher.command.ValidateCommand;
import dev.crosscheck.publisher.command.WaitingCommand;
import dev.crosscheck.publisher.command.WhyCommand;
import dev.crosscheck.publisher.send.Interruption;
import java.io.PrintWriter;
import java.time.Instant;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The data team's command-line tool: {@code ./dev publish …}. */
@Command(
        name = "publish",
        header = "Publish facts and prices to Crosscheck, and see what became of them.",
        description = {
            "",
            "Facts go to Kafka as events; the services check them, keep their history, and every page that shows them "
                    + "is rebuilt. This tool checks before it sends, and asks afterwards.",
            ""
        },
        footer = {
            "",
            "Exit codes: 0 fine, 1 some were wrong or refused, 2 wrong usage, 3 not reachable, 4 timed out, "
                    + "5 past a warning, 6 past a limit, 7 taken and on no page yet, 70 a fault of this tool.",
            "Where Crosscheck is: by options, by --profile NAME, or by the environment; see docs/publishing.md.",
            "For completion in bash or zsh: source <(./dev publish generate-completion)"
        },
        commandListHeading = "%nCommands:%n",
        mixinStandardHelpOptions = true,
        version = "Crosscheck publisher 1.0.0",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            TemplateCommand.class,
            ValidateCommand.class,
            EventsCommand.class,
            SamplesCommand.class,
            PriceCommand.class,
            DiffCommand.class,
            ImportCommand.class,
            ReplayCommand.class,
            WhyCommand.class,
            FreshnessCommand.class,
            ConflictsCommand.class,
            QuarantineCommand.class,
            UndoCommand.class,
            WaitingCommand.class,
            IdentityCommand.class,
            DeadLettersCommand.class,
            AutoComplete.GenerateCompletion.class
        })
public final class Publisher implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "COMMAND: none (expected: one of those listed)");
    }

    /** @param args as typed after {@code ./dev publish} */
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    /** The tool as an object, for tests. */
    public static CommandLine commandLine() {
        return new CommandLine(new Publisher())
                .registerConverter(Instant.class, new Moment())
                .setExecutionExceptionHandler((exception, commandLine, _) -> {
                    PrintWriter err = commandLine.getErr();
                    if (exception instanceof Interruption interruption) {
                        err.println("publish: " + interruption.getMessage());
                        return ExitCode.of(interruption.kind());
                    }
                    throw exception;
                });
    }
}
