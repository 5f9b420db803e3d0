package dev.crosscheck.publisher.command;

import dev.crosscheck.publisher.eventfile.Template;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code publish template KIND} */
@Command(
        name = "template",
        mixinStandardHelpOptions = true,
        header = "Write a file to start from: prices, scores, models or providers.",
        description = {
            "",
            "The examples in it are right as they stand. As CSV it says in lines that begin with # what the columns "
                    + "mean and which more there are; spreadsheets may write it back with commas, semicolons or tabs.",
            "",
            "Example: publish template prices > prices.csv",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:written", "2:wrong usage"})
public final class TemplateCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "KIND", description = "prices, scores, models or providers.")
    private String kind = "";

    /** How a template is written. */
    enum Format {
        CSV,
        JSONL
    }

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "csv",
            description = "csv, or jsonl: a CloudEvent to each line. Default: ${DEFAULT-VALUE}.")
    private String format = "";

    @Override
    public Integer call() {
        Template template = Words.of("KIND", kind, Template.values());
        PrintWriter out = spec.commandLine().getOut();
        out.print(
                switch (Words.of("--format", format, Format.values())) {
                    case CSV -> template.csv();
                    case JSONL -> template.jsonLines();
                });
        out.flush();
        return ExitCode.FINE;
    }
}
