package dev.crosscheck.publisher.command;

import dev.crosscheck.publisher.send.ListPage;
import dev.crosscheck.publisher.send.ServiceClient;
import dev.crosscheck.publisher.summary.Table;
import java.util.List;
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
    List<List<Object>> rows(String service, List<JsonNode> items) {
        return items.stream()
                .map(item -> List.<Object>of(
                        service,
                        item.path("id").asString(""),
                        item.path("event").asString("-"),
                        item.path("recordedAt").asString(""),
                        item.path("reason").asString("")))
                .toList();
    }

    @Override
    String nothing() {
        return "Nothing was refused";
    }
}
