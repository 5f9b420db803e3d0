package dev.crosscheck.publisher.command;

import dev.crosscheck.event.EventJson;
import dev.crosscheck.publisher.eventfile.EventFile;
import dev.crosscheck.publisher.eventfile.Finding;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code publish validate FILE…} */
@Command(
        name = "validate",
        mixinStandardHelpOptions = true,
        header = "Check files of events, without sending anything.",
        description = {
            "",
            "A FILE whose name ends in .csv has rows as \"publish template\" shows them; each line of any other is one "
                    + "CloudEvent in structured mode, as JSON. Every row is read exactly as the "
                    + "services read it: CloudEvents attributes, JSON Schema, then the limits no schema can say. "
                    + "Whether a model or a benchmark is known is for the services to say, and is not checked here.",
            "",
            "What is wrong is printed one to a line: FILE:ROW: FIELD: VALUE MET (expected: …), where "
                    + "FIELD is a column or a JSON pointer. At most "
                    + ValidateCommand.MOST + " findings are printed; all are counted.",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:every row is right", "1:some row is wrong", "2:wrong usage, or a file cannot be read"})
public final class ValidateCommand implements Callable<Integer> {

    static final int MOST = 1_000;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "CSV files, or JSON Lines files of CloudEvents.")
    private List<Path> files = List.of();

    @Option(
            names = "--output",
            defaultValue = "text",
            paramLabel = "FORMAT",
            description = "text, or json: one document with counts and findings. Default: ${DEFAULT-VALUE}.")
    private OutputFormat output = OutputFormat.text;

    @Override
    public Integer call() {
        EventFile reader = new EventFile(Instant.now());
        List<Finding> findings = new ArrayList<>();
        long[] wrong = {0};
        long[] right = {0};
        long lines = 0;
        for (Input input : Input.of(files)) {
            lines += input.read(reader, _ -> right[0]++, finding -> {
                if (wrong[0]++ < MOST) {
                    findings.add(finding);
                }
            });
        }
        PrintWriter out = spec.commandLine().getOut();
        switch (output) {
            case json ->
                out.println(new String(
                        EventJson.write(new Result(lines, right[0], wrong[0], findings)), StandardCharsets.UTF_8));
            case text -> {
                findings.forEach(out::println);
                if (wrong[0] > MOST) {
                    out.println("… and " + (wrong[0] - MOST) + " more");
                }
                out.println(right[0] + " of " + lines + (lines == 1 ? " event is" : " events are") + " right");
            }
        }
        out.flush();
        return right[0] == lines ? ExitCode.FINE : ExitCode.SOME_REFUSED;
    }

    private record Result(long events, long right, long findingCount, List<Finding> findings) {}
}
