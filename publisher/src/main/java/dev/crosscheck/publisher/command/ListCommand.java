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

    private static final int PAGE = 200;

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

    abstract void add(Table table, String service, JsonNode item);

    /** What to print when there is nothing to list. */
    abstract String nothing();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Table table = table();
        long rows = 0;
        for (ServiceClient service : List.of(addresses.catalogClient(), addresses.pricingClient())) {
            for (JsonNode item : items(service)) {
                rows++;
                if (output == OutputFormat.json) {
                    ObjectNode line = EventJson.MAPPER.createObjectNode().put("service", service.name());
                    item.properties().forEach(field -> line.set(field.getKey(), field.getValue()));
                    out.println(new String(EventJson.write(line), StandardCharsets.UTF_8));
                } else {
                    add(table, service.name(), item);
                }
            }
        }
        if (output == OutputFormat.text) {
            if (rows == 0) {
                out.println(nothing());
            } else {
                out.print(table);
            }
        }
        out.flush();
        return ExitCode.FINE;
    }

    private List<JsonNode> items(ServiceClient service) {
        List<JsonNode> items = new ArrayList<>();
        long after = 0;
        while (items.size() < limit) {
            ListPage page = page(service, after, PAGE);
            page.items().stream()
                    .filter(item ->
                            batch.isEmpty() || item.path("batch").asString("").equals(batch))
                    .limit(limit - items.size())
                    .forEach(items::add);
            if (page.next().isEmpty() || page.next().getAsLong() <= after) {
                break;
            }
            after = page.next().getAsLong();
        }
        return items;
    }
}
