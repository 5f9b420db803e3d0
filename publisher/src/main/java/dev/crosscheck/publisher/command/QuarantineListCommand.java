package dev.crosscheck.publisher.command;

import dev.crosscheck.event.EventJson;
import dev.crosscheck.publisher.summary.Quotes;
import dev.crosscheck.publisher.summary.Table;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** {@code publish quarantine list} */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        header = "List prices that look wrong, with the reason and the last good price of the same source.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:listed", "2:wrong usage", "3:the pricing service could not be reached"})
final class QuarantineListCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--model",
            paramLabel = "ID",
            defaultValue = "",
            description = "Only of this model. Default: of all.")
    private String model = "";

    @Option(
            names = "--batch",
            paramLabel = "NAME",
            defaultValue = "",
            description = "Only what was published as this batch. Default: of all.")
    private String batch = "";

    @Option(
            names = "--state",
            paramLabel = "STATE",
            defaultValue = "held",
            description = "held, released, rejected, superseded or all. Default: ${DEFAULT-VALUE}.")
    private String state = "";

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "100",
            description = "At most N, oldest first. Default: ${DEFAULT-VALUE}.")
    private int limit;

    @Option(
            names = "--output",
            defaultValue = "text",
            paramLabel = "FORMAT",
            description = "text, or json: the service's own items, one to a line. Default: ${DEFAULT-VALUE}.")
    private OutputFormat output = OutputFormat.text;

    @Mixin
    private Addresses addresses = new Addresses();

    @Override
    public Integer call() {
        List<JsonNode> all = addresses
                .pricingClient()
                .all(
                        "/v1/quarantine",
                        Map.of("state", state.equals("all") ? "" : state, "model", model, "batch", batch),
                        Integer.MAX_VALUE);
        List<JsonNode> items = all.subList(0, Math.clamp(limit, 0, all.size()));
        PrintWriter out = spec.commandLine().getOut();
        if (output == OutputFormat.json) {
            items.forEach(item -> out.println(new String(EventJson.write(item), StandardCharsets.UTF_8)));
        } else if (all.isEmpty()) {
            out.println("Nothing is " + (state.equals("all") ? "in quarantine" : state));
        } else {
            Table table = new Table(
                    "event", "model", "provider", "state", "since", "reason", "quoted", "instead, from this source");
            items.forEach(item -> table.row(
                    item.path("event").asString(""),
                    item.path("model").asString(""),
                    item.path("provider").asString(""),
                    item.path("state").asString(""),
                    item.path("since").asString(""),
                    item.path("reason").asString(""),
                    Quotes.text(item.at("/quoted/quote")),
                    Quotes.text(item.at("/good/quote"))));
            out.print(table);
            if (all.size() > items.size()) {
                out.println("… and " + (all.size() - items.size()) + " more; --limit N shows more");
            }
        }
        out.flush();
        return ExitCode.FINE;
    }
}
