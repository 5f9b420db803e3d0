package dev.crosscheck.publisher.command;

import dev.crosscheck.event.EventCodec;
import dev.crosscheck.event.EventId;
import dev.crosscheck.event.EventMeta;
import dev.crosscheck.event.InvalidEventException;
import dev.crosscheck.publisher.replay.History;
import dev.crosscheck.publisher.replay.MassChanges;
import dev.crosscheck.publisher.replay.OfferFold;
import dev.crosscheck.publisher.replay.Step;
import dev.crosscheck.publisher.send.EventSink;
import dev.crosscheck.publisher.send.Interruption;
import dev.crosscheck.publisher.send.ServiceClient;
import dev.crosscheck.publisher.source.Offer;
import dev.crosscheck.publisher.summary.ImportReport;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One replay of a history: each line is folded onto the offer that it is of, and the whole offer is published as of the
 * moment of the line. Lines that are broken are counted with their reason, and the next is read.
 */
final class ReplayRun {

    /** Withdrawals of offers that go by another name from then on; they come on top of the lines. */
    private static final String MOVED = "moved";

    private static final String ADDED = "added";

    private static final List<String> KINDS = List.of(ADDED, "changed", "removed", "broken", MOVED);

    private final History history;
    private final List<Path> files;
    private final Addresses addresses;
    private final Patience patience;
    private final MassCare massCare;
    private final String sender;
    private final ImportReport report;
    private final Instant startedAt = Instant.now();

    /** Commits that touch far more than usual, by their moment. */
    private Map<Instant, String> massChanges = Map.of();

    ReplayRun(History history, List<Path> files, Addresses addresses, Patience patience, MassCare massCare) {
        this.history = history;
        this.files = files;
        this.addresses = addresses;
        this.patience = patience;
        this.massCare = massCare;
        this.sender = "/publisher/" + history.id();
        this.report = ImportReport.ofHistory(Batches.newName(history.id() + "-replay", startedAt));
    }

    /**
     * @param speedUp how many times as fast as it happened; infinite for as fast as it goes
     * @return the exit code
     */
    int run(double speedUp, Destination destination, PrintWriter out, OutputFormat format) throws IOException {
        KINDS.forEach(report::row);
        massChanges = massChanges();
        massChanges.forEach((at, doubt) -> report.massChange(at, massCare.told(doubt)));
        boolean isFollowed = destination.isServices() && !patience.noWait;
        ServiceClient pricing = addresses.pricingClient();
        if (isFollowed) {
            // Before anything is sent: better no replay than one nobody can follow.
            pricing.batch(report.batch());
        }
        try (EventSink sink = destination.open(addresses)) {
            replay(new Tempo(destination.isServices() ? speedUp : Double.POSITIVE_INFINITY, Instant.now()), sink);
            if (sink != null) {
                sink.flush();
            }
        }
        if (isFollowed) {
            follow(pricing);
        }
        report.print(out, format == OutputFormat.json, destination.isServices());
        if (isFollowed && !report.isComplete()) {
            return ExitCode.TIMED_OUT;
        }
        if (report.refused() > 0) {
            return ExitCode.SOME_REFUSED;
        }
        boolean isMassHeld = report.hasMassChange() && destination.isServices() && !massCare.isExpected();
        return isMassHeld || report.hasHeld() ? ExitCode.NOT_SHOWN : ExitCode.FINE;
    }

    private Map<Instant, String> massChanges() throws IOException {
        MassChanges found = new MassChanges(history, massCare.thresholds());
        for (Path file : files) {
            try (Stream<String> lines = Files.lines(file)) {
                lines.filter(line -> !line.isBlank()).forEach(found::take);
            }
        }
        return found.found();
    }

    private void replay(Tempo tempo, @Nullable EventSink sink) throws IOException {
        OfferFold fold = new OfferFold(history);
        try (Progress progress = Progress.of("Replaying " + history.id(), lines())) {
            for (Path file : files) {
                int number = 0;
                try (BufferedReader reader = Files.newBufferedReader(file)) {
                    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                        number++;
                        if (!line.isBlank()) {
                            take(fold.take(file.getFileName() + ":" + number, line), tempo, sink);
                        }
                        progress.step();
                    }
                }
            }
        }
    }

    private void take(Step step, Tempo tempo, @Nullable EventSink sink) {
        ImportReport.Row row = report.row(step.kind());
        switch (step) {
            case Step.Refused refused -> row.refuse(refused.reason());
            case Step.NoNews _ -> row.pass();
            case Step.Told told -> {
                await(tempo.until(told.at(), Instant.now()));
                told.notes().forEach(row::note);
                publish(step.kind(), told, told.offer(), sink);
                told.left().forEach(left -> publish(MOVED, told, left, sink));
            }
        }
    }

    private void publish(String kind, Step.Told told, Offer offer, @Nullable EventSink sink) {
        ImportReport.Row row = report.row(kind);
        EventMeta meta = meta(kind, told);
        try {
            EventCodec.requireRight(meta, offer.price(), startedAt);
        } catch (InvalidEventException e) {
            row.refuse("seq " + told.seq() + ": " + e.getMessage());
            return;
        }
        row.map(offer.resolved());
        Object price = offer.price();
        String doubt = massChanges.get(told.at());
        // What is new in the list changes nothing that is shown.
        if (doubt != null && !kind.equals(ADDED)) {
            row.touchInMass();
            price = massCare.marked(price, doubt);
        }
        if (sink != null) {
            sink.send(meta.inBatch(row.batch()), price);
        }
    }

    /** The id is made of the source and the number of the line, so that a second replay is all duplicates. */
    private EventMeta meta(String kind, Step.Told told) {
        String part = kind.equals(MOVED) ? MOVED : "offer";
        return EventMeta.of(EventId.of(sender, "replay", told.seq(), part), sender, told.at());
    }

    private void follow(ServiceClient pricing) {
        Instant deadline = Instant.now().plus(patience.timeout);
        for (String kind : KINDS) {
            ImportReport.Row row = report.row(kind);
            if (row.mapped() > 0) {
                row.became(new Followed(addresses, patience, row.batch(), deadline)
                        .part(pricing, row.mapped(), row.unresolved()));
            }
        }
    }

    private long lines() throws IOException {
        long lines = 0;
        for (Path file : files) {
            try (Stream<String> all = Files.lines(file)) {
                lines += all.count();
            }
        }
        return lines;
    }

    private static void await(Duration wait) {
        if (wait.isZero()) {
            return;
        }
        try {
            Thread.sleep(wait);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new Interruption(
                    Interruption.Kind.TIMED_OUT, "replay: interrupted (expected: the rest of the history)");
        }
    }
}
