package dev.crosscheck.publisher.command;

import dev.crosscheck.publisher.send.ListPage;
import dev.crosscheck.publisher.send.ServiceClient;
import dev.crosscheck.publisher.summary.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
        return new Table("service", "source", "field", "met", "waiting", "since");
    }

    /** A name is a row, however many updates wait for it. */
    @Override
    List<List<Object>> rows(String service, List<JsonNode> items) {
        Map<List<String>, List<JsonNode>> byName = new LinkedHashMap<>();
        items.forEach(item -> byName.computeIfAbsent(
                        List.of(text(item, "source"), text(item, "field"), text(item, "met")), _ -> new ArrayList<>())
                .add(item));
        List<List<Object>> rows = new ArrayList<>();
        byName.forEach((name, same) -> rows.add(List.of(
                service, name.get(0), name.get(1), name.get(2), same.size(), text(same.getFirst(), "recordedAt"))));
        return rows;
    }

    @Override
    List<String> notes(List<JsonNode> items) {
        return items.stream()
                .map(item -> text(item, "field") + ": expected " + text(item, "expected"))
                .distinct()
                .toList();
    }

    private static String text(JsonNode item, String field) {
        return item.path(field).asString("");
    }

    @Override
    String nothing() {
        return "Nothing waits";
    }
}
