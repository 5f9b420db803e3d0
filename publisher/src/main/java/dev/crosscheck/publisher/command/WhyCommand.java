package dev.crosscheck.publisher.command;

import dev.crosscheck.event.EventJson;
import dev.crosscheck.publisher.why.Answer;
import dev.crosscheck.publisher.why.Investigation;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code publish why MODEL [PROVIDER]} */
@Command(
        name = "why",
        mixinStandardHelpOptions = true,
        header = "Say why a price is on a page, or why it is not.",
        description = {
            "",
            "Looks everywhere a price can be: shown, waiting for its model to become known, held for review, refused, "
                    + "behind another source, overtaken by a newer quote, retired, or on its way to the pages.",
            "",
            "Example: publish why llama-3.2-1b-instruct openrouter",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:answered", "2:wrong usage", "3:a service could not be reached"})
public final class WhyCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "MODEL", description = "The model's id, or a source's spelling of it.")
    private String model = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "PROVIDER",
            defaultValue = "",
            description = "The provider's id. Default: all.")
    private String provider = "";

    @Option(
            names = "--output",
            defaultValue = "text",
            paramLabel = "FORMAT",
            description = "text, or json: one answer to a line. Default: ${DEFAULT-VALUE}.")
    private OutputFormat output = OutputFormat.text;

    @Mixin
    private Addresses addresses = new Addresses();

    @Override
    public Integer call() {
        List<Answer> answers = new Investigation(
                        addresses.catalogClient(), addresses.pricingClient(), addresses.comparisonClient())
                .of(model, provider);
        PrintWriter out = spec.commandLine().getOut();
        answers.forEach(answer -> out.println(
                output == OutputFormat.json
                        ? new String(EventJson.write(answer), StandardCharsets.UTF_8)
                        : answer.toString()));
        out.flush();
        return ExitCode.FINE;
    }
}
