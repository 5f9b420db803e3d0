package dev.crosscheck.publisher.command;

import dev.crosscheck.event.EventJson;
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

/** {@code publish identity list} */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        header = "List spellings, and who linked each, when and why.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:listed", "2:wrong usage", "3:the catalog could not be reached"})
final class IdentityListCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--model", paramLabel = "ID", defaultValue = "", description = "Only those of one model.")
    private String model = "";

    @Option(names = "--source", paramLabel = "ID", defaultValue = "", description = "Only those of one source.")
    private String source = "";

    @Option(names = "--spelling", paramLabel = "TEXT", defaultValue = "", description = "Only this one.")
    private String spelling = "";

    @Option(
            names = "--output",
            defaultValue = "text",
            paramLabel = "FORMAT",
            description = "text, or json: one spelling to a line, with its whole history. Default: ${DEFAULT-VALUE}.")
    private OutputFormat output = OutputFormat.text;

    @Mixin
    private Addresses addresses = new Addresses();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        List<JsonNode> items = addresses
                .catalogClient()
                .all("/v1/aliases", Map.of("model", model, "source", source, "spelling", spelling), Integer.MAX_VALUE);
        Table table = new Table("source", "spelling", "model", "", "by", "why", "since");
        for (JsonNode item : items) {
            if (output == OutputFormat.json) {
                out.println(new String(EventJson.write(item), StandardCharsets.UTF_8));
            } else {
                add(table, item);
            }
        }
        if (output == OutputFormat.text) {
            if (items.isEmpty()) {
                out.println("No spelling is known");
            } else {
                out.print(table);
            }
        }
        out.flush();
        return ExitCode.FINE;
    }

    /** The last word that counts is why it is as it is. */
    private static void add(Table table, JsonNode item) {
        String by = "";
        String why = "";
        String since = "";
        for (JsonNode word : item.path("history")) {
            if (!word.path("decision").asString("").equals("late")) {
                by = word.path("by").asString(word.path("source").asString(""));
                why = word.path("why").asString("in its list of aliases");
                since = word.path("observedAt").asString("");
            }
        }
        table.row(
                item.path("source").asString(""),
                item.path("spelling").asString(""),
                item.path("model").asString(""),
                item.path("linked").asBoolean(true) ? "linked" : "unlinked",
                by,
                why,
                since);
    }
}
