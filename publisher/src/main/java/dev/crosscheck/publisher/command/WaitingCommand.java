package dev.crosscheck.publisher.command;

import dev.crosscheck.publisher.send.ListPage;
import dev.crosscheck.publisher.send.ServiceClient;
import dev.crosscheck.publisher.summary.Table;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

/** {@code publish waiting} */
@Command(
        name = "waiting",
        mixinStandardHelpOptions = true,
        header = "List what waits for a person: offers and scores of models nobody knows.",
        description = {
            "",
            "An event that names an unknown model or benchmark is kept, and applied by itself as soon as the name "
                    + "becomes known. To make it known, see \"publish identity --help\", or "
                    + "publish the model with the spelling listed here among its aliases. Nothing is matched by "
                    + "likeness: a wrong match is worse than none.",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:listed", "2:wrong usage", "3:a service could not be reached"})
public final class WaitingCommand extends ListCommand {

    @Override
    ListPage page(ServiceClient service, long after, int rows) {
        return service.waiting(after, rows);
    }

    @Override
    Table table() {
        return new Table("service", "source", "field", "met", "expected", "since");
    }

    @Override
    void add(Table table, String service, JsonNode item) {
        table.row(
                service,
                item.path("source").asString(""),
                item.path("field").asString(""),
                item.path("met").asString(""),
                item.path("expected").asString(""),
                item.path("recordedAt").asString(""));
    }

    @Override
    String nothing() {
        return "Nothing waits";
    }
}
