package dev.crosscheck.publisher.command;

import dev.crosscheck.event.EventJson;
import dev.crosscheck.event.SourceUse;
import dev.crosscheck.publisher.send.ServiceClient;
import dev.crosscheck.publisher.summary.SourceAges;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** {@code publish freshness} */
@Command(
        name = "freshness",
        mixinStandardHelpOptions = true,
        header = "How old are the facts of each source, and how long does an event take to a page?",
        description = {
            "",
            "A source is as old as its newest fact in use: after that, nobody has read it, or it had nothing to say "
                    + "that was not known. The lag is measured by comparison-service since it was started.",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:everything is within its limits",
            "2:wrong usage",
            "3:a service could not be reached",
            "5:something is past a warning",
            "6:something is past a limit"
        })
public final class FreshnessCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--warn",
            paramLabel = "TIME",
            defaultValue = "168h",
            converter = Patience.Time.class,
            description = "Warn if a source's newest fact is older. Default: ${DEFAULT-VALUE}.")
    private Duration warn = Duration.ZERO;

    @Option(
            names = "--error",
            paramLabel = "TIME",
            defaultValue = "720h",
            converter = Patience.Time.class,
            description = "Fail if a source's newest fact is older. Default: ${DEFAULT-VALUE}.")
    private Duration error = Duration.ZERO;

    @Option(
            names = "--lag-warn",
            paramLabel = "TIME",
            defaultValue = "2s",
            converter = Patience.Time.class,
            description = "Warn if 1 event in 100 takes longer to readers. Default: ${DEFAULT-VALUE}.")
    private Duration lagWarn = Duration.ZERO;

    @Option(
            names = "--lag-error",
            paramLabel = "TIME",
            defaultValue = "30s",
            converter = Patience.Time.class,
            description = "Fail if 1 event in 100 takes longer to readers. Default: ${DEFAULT-VALUE}.")
    private Duration lagError = Duration.ZERO;

    @Option(
            names = "--source",
            paramLabel = "ID",
            description = "Only this source counts; may be repeated. Default: all.")
    private List<String> only = new ArrayList<>();

    @Option(
            names = "--output",
            defaultValue = "text",
            paramLabel = "FORMAT",
            description = "text, or json: one document. Default: ${DEFAULT-VALUE}.")
    private OutputFormat output = OutputFormat.text;

    @Mixin
    private Addresses addresses = new Addresses();

    @Override
    public Integer call() {
        JsonNode lag = addresses
                .comparisonClient()
                .get("/v1/freshness")
                .orElseThrow(() -> Usage.of("--comparison-url", "no /v1/freshness", "comparison-service"));
        SourceAges ages = ages();
        SourceAges.Level lagLevel = SourceAges.level(
                Duration.ofMillis((long) lag.at("/visible/p99Millis").asDouble(0)), lagWarn, lagError);
        PrintWriter out = spec.commandLine().getOut();
        if (output == OutputFormat.json) {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("sources", ages.rows(warn, error));
            document.put("lag", lag);
            document.put("lagLevel", lagLevel);
            out.println(new String(EventJson.write(document), StandardCharsets.UTF_8));
        } else {
            out.print(ages.table(warn, error));
            out.println("From event to readers: " + millis(lag, "visible") + "  " + lagLevel.word());
            out.println("From event to stored pages: " + millis(lag, "stored"));
            out.println("Models whose stored pages are behind: "
                    + lag.path("dirtyModels").asInt(0));
        }
        out.flush();
        SourceAges.Level worst = SourceAges.Level.worse(ages.worst(warn, error), lagLevel);
        return switch (worst) {
            case FINE -> ExitCode.FINE;
            case WARNING -> ExitCode.WARNED;
            case LIMIT -> ExitCode.FAILED;
        };
    }

    private static String millis(JsonNode lag, String which) {
        JsonNode of = lag.path(which);
        long events = of.path("events").asLong(0);
        if (events == 0) {
            return "nothing measured yet";
        }
        // Percentiles are those of the last minutes, the count is of all time.
        return of.has("p99Millis")
                ? "half within " + of.path("p50Millis").asInt() + " ms, 99 of 100 within "
                        + of.path("p99Millis").asInt() + " ms, of " + events + " events"
                : "nothing measured of late, of " + events + " events";
    }

    private SourceAges ages() {
        SourceAges ages = new SourceAges(Instant.now());
        for (ServiceClient service : List.of(addresses.catalogClient(), addresses.pricingClient())) {
            service.all("/v1/sources", Map.of(), Integer.MAX_VALUE).stream()
                    .map(item -> EventJson.bind(item, SourceUse.class))
                    .filter(use -> only.isEmpty() || only.contains(use.source()))
                    .forEach(ages::add);
        }
        return ages;
    }
}
