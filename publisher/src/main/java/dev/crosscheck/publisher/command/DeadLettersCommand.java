package dev.crosscheck.publisher.command;

import dev.crosscheck.publisher.send.ListPage;
import dev.crosscheck.publisher.send.ServiceClient;
import dev.crosscheck.publisher.summary.Table;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

/** {@code publish dead-letters} */
@Command(
        name = "dead-letters",
        mixinStandardHelpOptions = true,
        header = "List what was refused, with the reasons.",
        description = {
            "",
            "The services keep each refused event with its bytes as they came: GET /v1/dead-letters/ID of the service "
                    + "shows them. A refused event may be mended and published again under its id.",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:listed", "2:wrong usage", "3:a service could not be reached"})
public final class DeadLettersCommand extends ListCommand {

    @Override
    ListPage page(ServiceClient service, long after, int rows) {
        return service.deadLetters(after, rows);
    }

    @Override
    Table table() {
        return new Table("service", "id", "event", "since", "reason");
    }

    @Override
    void add(Table table, String service, JsonNode item) {
        table.row(
                service,
                item.path("id").asString(""),
                item.path("event").asString("-"),
                item.path("recordedAt").asString(""),
                item.path("reason").asString(""));
    }

    @Override
    String nothing() {
        return "Nothing was refused";
    }
}
