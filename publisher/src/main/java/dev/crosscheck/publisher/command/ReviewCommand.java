package dev.crosscheck.publisher.command;

import dev.crosscheck.event.InvalidEventException;
import dev.crosscheck.event.pricing.QuoteReviewed;
import dev.crosscheck.publisher.send.ServiceClient;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** What a person decides of a price that looks wrong. */
abstract class ReviewCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "EVENT", description = "The id of the event that quoted it, as listed.")
    private String event = "";

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

    /** {@code publish quarantine release EVENT --why …} */
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
                "4:not taken in time"
            })
    static final class Release extends ReviewCommand {
        Release() {
            super(QuoteReviewed.Decision.RELEASE);
        }
    }

    /** {@code publish quarantine reject EVENT --why …} */
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
                "4:not taken in time"
            })
    static final class Reject extends ReviewCommand {
        Reject() {
            super(QuoteReviewed.Decision.REJECT);
        }
    }

    @Override
    public Integer call() {
        JsonNode item = find(addresses.pricingClient(), event);
        String model = item.path("model").asString("");
        try {
            QuoteReviewed reviewed =
                    new QuoteReviewed(event, model, what, decision.by, decision.why, decision.source(), decision.now());
            return Decision.send(
                    reviewed,
                    addresses,
                    patience,
                    spec.commandLine().getOut(),
                    addresses.comparison().resolve("/models/" + model));
        } catch (InvalidEventException e) {
            throw Usage.of(e.field(), e.met(), e.expected());
        }
    }

    static JsonNode find(ServiceClient pricing, String event) {
        return pricing.get("/v1/quarantine/" + URLEncoder.encode(event, StandardCharsets.UTF_8))
                .orElseThrow(() -> Usage.of("EVENT", event, "one that \"publish quarantine list --state all\" shows"));
    }
}
