package dev.crosscheck.publisher.command;

import dev.crosscheck.event.InvalidEventException;
import dev.crosscheck.event.pricing.QuoteReviewed;
import dev.crosscheck.publisher.send.ServiceClient;
import java.io.PrintWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** What a person decides of a price that looks wrong. */
abstract class ReviewCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            arity = "0..1",
            paramLabel = "EVENT",
            defaultValue = "",
            description = "The id of the event that quoted it, as listed.")
    private String event = "";

    @Option(
            names = "--batch",
            paramLabel = "NAME",
            defaultValue = "",
            description = "Instead of one: all that is held of what was published as this batch.")
    private String batch = "";

    @Mixin
    private Decision decision = new Decision();

    @Mixin
    private Addresses addresses = new Addresses();

    @Mixin
    private Patience patience = new Patience();

    private final QuoteReviewed.Decision what;

    ReviewCommand(QuoteReviewed.Decision what) {
        this.what = what;
    }

    /** {@code publish quarantine release EVENT|--batch NAME --why …} */
    @Command(
            name = "release",
            mixinStandardHelpOptions = true,
            header = "The price is right: show it.",
            exitCodeListHeading = "%nExit codes:%n",
            exitCodeList = {
                "0:taken",
                "1:refused",
                "2:wrong usage, or no such quote",
                "3:not reachable",
                "4:not taken in time",
                "7:the decision waits for the price that it is about"
            })
    static final class Release extends ReviewCommand {
        Release() {
            super(QuoteReviewed.Decision.RELEASE);
        }
    }

    /** {@code publish quarantine reject EVENT|--batch NAME --why …} */
    @Command(
            name = "reject",
            mixinStandardHelpOptions = true,
            header = "The price is wrong: keep it off the pages, also when its source says it again.",
            exitCodeListHeading = "%nExit codes:%n",
            exitCodeList = {
                "0:taken",
                "1:refused",
                "2:wrong usage, or no such quote",
                "3:not reachable",
                "4:not taken in time",
                "7:the decision waits for the price that it is about"
            })
    static final class Reject extends ReviewCommand {
        Reject() {
            super(QuoteReviewed.Decision.REJECT);
        }
    }

    @Override
    public Integer call() {
        if (event.isEmpty() == batch.isEmpty()) {
            throw Usage.of("EVENT", event.isEmpty() ? "none" : event + " and --batch " + batch, "one, or --batch");
        }
        PrintWriter out = spec.commandLine().getOut();
        try {
            if (batch.isEmpty()) {
                QuoteReviewed reviewed = reviewed(find(addresses.pricingClient(), event), decision.now());
                return Decision.send(
                        reviewed,
                        addresses,
                        patience,
                        out,
                        addresses.comparison().resolve("/models/" + reviewed.model()));
            }
            return Decision.sendAll(ofBatch(), addresses, patience, out);
        } catch (InvalidEventException e) {
            throw Usage.of(e.field(), e.met(), e.expected());
        }
    }

    private List<QuoteReviewed> ofBatch() {
        Instant now = decision.now();
        List<QuoteReviewed> reviewed = addresses
                .pricingClient()
                .all("/v1/quarantine", Map.of("state", "held", "batch", batch), Integer.MAX_VALUE)
                .stream()
                .map(item -> reviewed(item, now))
                .toList();
        if (reviewed.isEmpty()) {
            throw Usage.of("--batch", batch, "a batch of which \"publish quarantine list --batch\" shows something");
        }
        return reviewed;
    }

    private QuoteReviewed reviewed(JsonNode item, Instant now) {
        return new QuoteReviewed(
                item.path("event").asString(""),
                item.path("model").asString(""),
                what,
                decision.by,
                decision.why,
                decision.source(),
                now);
    }

    static JsonNode find(ServiceClient pricing, String event) {
        return pricing.get("/v1/quarantine/" + URLEncoder.encode(event, StandardCharsets.UTF_8))
                .orElseThrow(() -> Usage.of("EVENT", event, "one that \"publish quarantine list --state all\" shows"));
    }
}
