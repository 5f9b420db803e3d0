package dev.crosscheck.publisher.command;

import dev.crosscheck.event.EventJson;
import dev.crosscheck.publisher.send.ListPage;
import dev.crosscheck.publisher.send.ServiceClient;
import dev.crosscheck.publisher.summary.Table;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What the two lists of the services have in common. */
abstract class ListCommand implements Callable<Integer> {

    private static final int PAGE = 1_000;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "100",
            description = "At most N of each service, oldest first. Default: ${DEFAULT-VALUE}.")
    private int limit;

    @Option(
            names = "--batch",
            paramLabel = "NAME",
            defaultValue = "",
            description = "Only those of one batch. Default: of all.")
    private String batch = "";

    @Option(
            names = "--output",
            defaultValue = "text",
            paramLabel = "FORMAT",
            description = "text, or json: the services' own items, one to a line. Default: ${DEFAULT-VALUE}.")
    private OutputFormat output = OutputFormat.text;

    @Mixin
    private Addresses addresses = new Addresses();

    /** A page of the list. */
    abstract ListPage page(ServiceClient service, long after, int rows);

    abstract Table table();

    /** The rows of a service's items. */
    abstract List<List<Object>> rows(String service, List<JsonNode> items);

    /** What to print under the table. */
    List<String> notes(List<JsonNode> items) {
        return List.of();
    }

    /** What to print when there is nothing to list. */
    abstract String nothing();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Table table = table();
        List<JsonNode> all = new ArrayList<>();
        long more = 0;
        for (ServiceClient service : List.of(addresses.catalogClient(), addresses.pricingClient())) {
            List<JsonNode> items = items(service);
            all.addAll(items);
            if (output == OutputFormat.json) {
                items.stream().limit(Math.max(0, limit)).forEach(item -> printJson(out, service, item));
                continue;
            }
            List<List<Object>> rows = rows(service.name(), items);
            rows.stream().limit(Math.max(0, limit)).forEach(row -> table.row(row.toArray()));
            more += Math.max(0, rows.size() - Math.max(0, limit));
        }
        if (output == OutputFormat.text) {
            if (all.isEmpty()) {
                out.println(nothing());
            } else {
                out.print(table);
                if (more > 0) {
                    out.println("… and " + more + " more; --limit N shows more");
                }
                notes(all).forEach(out::println);
            }
        }
        out.flush();
        return ExitCode.FINE;
    }

    private static void printJson(PrintWriter out, ServiceClient service, JsonNode item) {
        ObjectNode line = EventJson.MAPPER.createObjectNode().put("service", service.name());
        item.properties().forEach(field -> line.set(field.getKey(), field.getValue()));
        out.println(new String(EventJson.write(line), StandardCharsets.UTF_8));
    }

    /** All of them, so that a list that is cut off can say how much is missing. */
    private List<JsonNode> items(ServiceClient service) {
        List<JsonNode> items = new ArrayList<>();
        long after = 0;
        while (true) {
            ListPage page = page(service, after, PAGE);
            page.items().stream()
                    .filter(item ->
                            batch.isEmpty() || item.path("batch").asString("").equals(batch))
                    .forEach(items::add);
            if (page.next().isEmpty() || page.next().getAsLong() <= after) {
                return items;
            }
            after = page.next().getAsLong();
        }
    }
}
