package dev.crosscheck.publisher.command;

import dev.crosscheck.publisher.summary.Quotes;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** {@code publish quarantine show EVENT} */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        header = "Show a price that looks wrong: what was quoted, what is shown, why, and what was decided.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:shown", "2:wrong usage, or no such quote", "3:the pricing service could not be reached"})
final class QuarantineShowCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "EVENT", description = "The id of the event that quoted it, as listed.")
    private String event = "";

    @Mixin
    private Addresses addresses = new Addresses();

    @Override
    public Integer call() {
        JsonNode item = ReviewCommand.find(addresses.pricingClient(), event);
        PrintWriter out = spec.commandLine().getOut();
        out.println(item.path("model").asString("") + " on "
                + item.path("provider").asString("")
                + (item.path("route").asString("").isEmpty()
                        ? ""
                        : " (" + item.path("route").asString("") + ")") + ": "
                + item.path("state").asString(""));
        out.println("Quoted: " + Quotes.text(item.at("/quoted/quote")) + ", by "
                + item.at("/quoted/provenance/source/id").asString("") + ", read "
                + item.path("observedAt").asString(""));
        out.println("Shown in its place: " + Quotes.text(item.at("/good/quote")));
        out.println("Why: " + item.path("reason").asString("") + " ["
                + item.path("rule").asString("") + "]");
        out.println("Since: " + item.path("since").asString(""));
        JsonNode review = item.path("review");
        if (review.isObject()) {
            out.println("Decided: " + review.path("decision").asString("") + ", by "
                    + review.path("by").asString("") + " at "
                    + review.path("at").asString("") + ": "
                    + review.path("why").asString(""));
        }
        out.flush();
        return ExitCode.FINE;
    }
}
