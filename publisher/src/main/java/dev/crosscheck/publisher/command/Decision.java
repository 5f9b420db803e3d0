package dev.crosscheck.publisher.command;

import dev.crosscheck.event.EventCodec;
import dev.crosscheck.event.EventId;
import dev.crosscheck.event.EventJson;
import dev.crosscheck.event.EventMeta;
import dev.crosscheck.event.InvalidEventException;
import dev.crosscheck.event.Source;
import dev.crosscheck.event.pricing.PricingUpdate;
import dev.crosscheck.publisher.send.EventSender;
import dev.crosscheck.publisher.send.ServiceClient;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import picocli.CommandLine.Option;

/** Who decides, and why: what stands in history beside every decision. */
final class Decision {

    private static final String SENDER = "/publisher/decision";

    @Option(names = "--why", paramLabel = "TEXT", required = true, description = "For those who read it later.")
    String why = "";

    @Option(
            names = "--by",
            paramLabel = "NAME",
            defaultValue = "${sys:user.name}",
            description = "Who decides. Default: ${DEFAULT-VALUE}.")
    String by = "";

    Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }

    Source source() {
        return new Source("data-team", "The data team", null);
    }

    /** Sends decisions of one moment to pricing-service as one batch, and says what became of them. */
    static int sendAll(
            List<? extends PricingUpdate> decisions, Addresses addresses, Patience patience, PrintWriter out) {
        Instant now = Instant.now();
        String batch = Batches.newName("decision", now);
        try (EventSender sender = addresses.sender()) {
            decisions.forEach(decision -> sender.send(meta(decision, now).inBatch(batch), decision));
            sender.flush();
        }
        out.println("Sent " + decisions.size() + (decisions.size() == 1 ? " decision" : " decisions") + " as batch "
                + batch);
        out.flush();
        return patience.noWait
                ? ExitCode.FINE
                : new Followed(addresses, patience, batch, now.plus(patience.timeout))
                        .report(0, decisions.size(), out, OutputFormat.text);
    }

    private static EventMeta meta(PricingUpdate decision, Instant now) {
        String content = new String(EventJson.write(decision), StandardCharsets.UTF_8);
        EventMeta meta = EventMeta.of(EventId.of(SENDER, decision.subject(), content), SENDER, decision.observedAt());
        try {
            EventCodec.requireRight(meta, decision, now);
        } catch (InvalidEventException e) {
            throw Usage.of(e.field(), e.met(), e.expected());
        }
        return meta;
    }

    /** Sends a decision to pricing-service, and says what became of it. */
    static int send(PricingUpdate decision, Addresses addresses, Patience patience, PrintWriter out, URI shownAt) {
        Instant now = Instant.now();
        EventMeta meta = meta(decision, now);
        String batch = Batches.newName("decision", now);
        ServiceClient pricing = addresses.pricingClient();
        try (EventSender sender = addresses.sender()) {
            sender.send(meta.inBatch(batch), decision);
            sender.flush();
        }
        out.println("Sent event " + meta.id());
        out.flush();
        return patience.noWait
                ? ExitCode.FINE
                : new Followed(addresses, patience, batch, now.plus(patience.timeout)).reportOne(pricing, out, shownAt);
    }
}
