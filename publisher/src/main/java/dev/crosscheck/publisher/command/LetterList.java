package dev.crosscheck.publisher.command;

import dev.crosscheck.publisher.send.ListPage;
import dev.crosscheck.publisher.send.ServiceClient;
import dev.crosscheck.publisher.summary.Table;
import tools.jackson.databind.JsonNode;

/** The list of dead letters. */
abstract class LetterList extends ListCommand {

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
