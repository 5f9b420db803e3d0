package dev.crosscheck.publisher.command;

import dev.crosscheck.event.EventCodec;
import dev.crosscheck.event.EventJson;
import dev.crosscheck.event.Received;
import dev.crosscheck.event.Topics;
import dev.crosscheck.event.catalog.ModelReported;
import dev.crosscheck.event.catalog.ModelState;
import dev.crosscheck.event.pricing.PriceSheet;
import dev.crosscheck.publisher.diff.Change;
import dev.crosscheck.publisher.diff.DiffReport;
import dev.crosscheck.publisher.diff.StateDiff;
import dev.crosscheck.publisher.eventfile.EventFile;
import dev.crosscheck.publisher.send.Previews;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** {@code publish diff FILE…} */
@Command(
        name = "diff",
        mixinStandardHelpOptions = true,
        header = "Say what files would change in the running system, and publish nothing.",
        description = {
            "",
            "The services take the events in as they always do, and then take everything back: what is printed is what "
                    + "publishing would do at this moment. Added, changed, corrected and retired is what readers would see "
                    + "otherwise; then how many pages that touches, and which verdicts would flip.",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:compared; every row is right and none would be refused",
            "1:compared; some rows are wrong or would be refused",
            "2:wrong usage, a file cannot be read, or a service refuses the question",
            "3:a service could not be reached"
        })
public final class DiffCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "CSV files, or JSON Lines files of CloudEvents.")
    private List<Path> files = List.of();

    @Option(
            names = "--show",
            paramLabel = "N",
            defaultValue = "20",
            description = "At most N lines of each list. Default: ${DEFAULT-VALUE}.")
    private int show;

    @Option(
            names = "--output",
            defaultValue = "text",
            paramLabel = "FORMAT",
            description = "text, or json: one document with everything. Default: ${DEFAULT-VALUE}.")
    private OutputFormat output = OutputFormat.text;

    @Mixin
    private Addresses addresses = new Addresses();

    private final List<Received> events = new ArrayList<>();
    private final Set<String> corrections = new HashSet<>();
    private final Set<String> introduced = new HashSet<>();
    private final Map<String, Map<String, Long>> outcomes = new LinkedHashMap<>();
    private final Map<String, Long> unknown = new TreeMap<>();
    private final List<String> refused = new ArrayList<>();
    private final List<Change> changes = new ArrayList<>();

    @Override
    public Integer call() {
        long wrong = read();
        Previews previews =
                new Previews(addresses.catalogClient(), addresses.pricingClient(), addresses.comparisonClient());
        Map<String, ModelState> models = new TreeMap<>();
        for (JsonNode state : take(previews, "catalog", Topics.CATALOG_UPDATES)) {
            ModelState after = EventJson.bind(state, ModelState.class);
            models.put(after.model(), after);
        }
        Map<String, PriceSheet> sheets = new TreeMap<>();
        for (JsonNode state : take(previews, "pricing", Topics.PRICE_UPDATES)) {
            PriceSheet after = EventJson.bind(state, PriceSheet.class);
            sheets.put(after.model(), after);
        }
        models.values()
                .forEach(after -> changes.addAll(
                        StateDiff.of(previews.model(after.model()).orElse(null), after, corrections)));
        sheets.values()
                .forEach(after -> changes.addAll(
                        StateDiff.of(previews.sheet(after.model()).orElse(null), after, corrections)));
        DiffReport report = new DiffReport(
                wrong,
                outcomes,
                changes,
                unknown,
                refused,
                previews.pages(List.copyOf(models.values()), List.copyOf(sheets.values())));
        PrintWriter out = spec.commandLine().getOut();
        switch (output) {
            case json -> report.printJson(out);
            case text -> report.print(out, show);
        }
        return wrong > 0 || !refused.isEmpty() ? ExitCode.SOME_REFUSED : ExitCode.FINE;
    }

    private long read() {
        EventFile reader = new EventFile(Instant.now());
        Set<String> wrong = new HashSet<>();
        for (Input input : Input.of(files)) {
            input.read(reader, read -> add(read.event()), finding -> wrong.add(finding.file() + ":" + finding.row()));
        }
        return wrong.size();
    }

    private void add(Received event) {
        events.add(event);
        if (EventJson.MAPPER.valueToTree(event.body()).path("correction").asBoolean(false)) {
            corrections.add(event.meta().id());
        }
        if (event.body() instanceof ModelReported model) {
            introduced.add(model.model());
            model.aliases().forEach(alias -> introduced.add(alias.spelling()));
        }
    }

    /** @return the states that would be published */
    private List<JsonNode> take(Previews previews, String service, String topic) {
        List<Received> ofService = events.stream()
                .filter(event -> event.type().topic().equals(topic))
                .toList();
        Map<String, Long> counts = new TreeMap<>();
        outcomes.put(service, counts);
        return previews.updates(
                topic, ofService.stream().map(DiffCommand::keyed).toList(), item -> {
                    String outcome = item.path("outcome").asString("");
                    String detail = item.path("detail").asString("");
                    counts.merge(outcome, 1L, Long::sum);
                    if (outcome.equals("waiting")) {
                        unknown.merge(named(detail), 1L, Long::sum);
                    } else if (outcome.equals("refused")) {
                        refused.add(item.path("id").asString("an event") + ": " + detail);
                    }
                });
    }

    /** What the file itself makes known is unknown only to a preview. */
    private String named(String detail) {
        String met = detail.replaceFirst("^[^:]*: ", "").replaceFirst(" \\(expected: .*", "");
        return introduced.contains(met) ? met + " (made known by the same files)" : detail;
    }

    private static Previews.Keyed keyed(Received event) {
        return new Previews.Keyed(
                EventCodec.keyOf(event.body()), EventJson.write(EventCodec.structured(event.meta(), event.body())));
    }
}
