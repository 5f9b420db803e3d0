package dev.crosscheck.publisher.command;

import dev.crosscheck.event.EventCodec;
import dev.crosscheck.event.EventId;
import dev.crosscheck.event.EventJson;
import dev.crosscheck.event.EventMeta;
import dev.crosscheck.event.InvalidEventException;
import dev.crosscheck.event.Source;
import dev.crosscheck.event.catalog.ModelAlias;
import dev.crosscheck.event.catalog.SpellingLinked;
import dev.crosscheck.publisher.send.EventSender;
import dev.crosscheck.publisher.send.ServiceClient;
import dev.crosscheck.publisher.summary.BatchReport;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Sends links of spellings as one batch, and follows it. */
final class Links {

    private static final String SENDER = "/publisher/identity";

    private final Addresses addresses;
    private final Patience patience;
    private final Instant now;

    Links(Addresses addresses, Patience patience, Instant now) {
        this.addresses = addresses;
        this.patience = patience;
        this.now = now;
    }

    /** @throws dev.crosscheck.publisher.send.Interruption if it can be no event */
    SpellingLinked link(ModelAlias alias, String model, boolean linked, String by, String why) {
        try {
            SpellingLinked link = new SpellingLinked(
                    model,
                    alias,
                    linked,
                    by,
                    why.length() > SpellingLinked.MAX_WHY ? why.substring(0, SpellingLinked.MAX_WHY) : why,
                    new Source("data-team", "Data team", null),
                    now.truncatedTo(ChronoUnit.MILLIS),
                    null,
                    false);
            EventCodec.requireRight(meta(link), link, now);
            return link;
        } catch (InvalidEventException e) {
            throw Usage.of(e.field(), e.met(), e.expected());
        }
    }

    /** @return the exit code */
    int send(List<SpellingLinked> links, PrintWriter out) {
        String batch = Batches.newName("identity", now);
        ServiceClient catalog = addresses.catalogClient();
        if (!patience.noWait) {
            // Before anything is sent: better no batch than one nobody can follow.
            catalog.batch(batch);
        }
        try (EventSender sender = addresses.sender()) {
            links.forEach(link -> sender.send(meta(link).inBatch(batch), link));
            sender.flush();
        }
        out.println("Sent " + links.size() + " as batch " + batch);
        if (patience.noWait) {
            out.flush();
            return ExitCode.FINE;
        }
        BatchReport report = new BatchReport(
                batch,
                List.of(new Followed(addresses, patience, batch, now.plus(patience.timeout))
                        .part(catalog, links.size(), 0)));
        report.print(out, false);
        out.flush();
        return Followed.exitCode(report);
    }

    private static EventMeta meta(SpellingLinked link) {
        String content = new String(EventJson.write(link), StandardCharsets.UTF_8);
        return EventMeta.of(EventId.of(SENDER, link.subject(), content), SENDER, link.observedAt());
    }
}
