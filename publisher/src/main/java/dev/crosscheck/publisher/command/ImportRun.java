package dev.crosscheck.publisher.command;

import dev.crosscheck.event.EventCodec;
import dev.crosscheck.event.EventId;
import dev.crosscheck.event.EventJson;
import dev.crosscheck.event.EventMeta;
import dev.crosscheck.event.InvalidEventException;
import dev.crosscheck.event.pricing.PriceReported;
import dev.crosscheck.publisher.mass.MassCheck;
import dev.crosscheck.publisher.send.EventSink;
import dev.crosscheck.publisher.send.ServiceClient;
import dev.crosscheck.publisher.source.ImportSource;
import dev.crosscheck.publisher.source.Kind;
import dev.crosscheck.publisher.source.Mapping;
import dev.crosscheck.publisher.summary.BatchReport;
import dev.crosscheck.publisher.summary.ImportReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * One import of a catalogue, whichever it is. Everything is mapped and checked first, entry by entry; then each kind is
 * published as a batch of its own, so that the services count kind by kind.
 */
final class ImportRun {

    private final ImportSource source;
    private final Addresses addresses;
    private final Patience patience;
    private final MassCare massCare;
    private final String sender;
    private final Instant startedAt = Instant.now();

    /** Entries that are events to us and none to the services; they are found once, and not sent. */
    private final Set<String> unfit = new HashSet<>();

    /** Why prices are one of very many that change at once, by event. */
    private final Map<String, String> inMass = new HashMap<>();

    ImportRun(ImportSource source, Addresses addresses, Patience patience, MassCare massCare) {
        this.source = source;
        this.addresses = addresses;
        this.patience = patience;
        this.massCare = massCare;
        this.sender = "/publisher/" + source.id();
    }

    /** @return the exit code */
    int run(Destination destination, PrintWriter out, OutputFormat format) throws IOException {
        String batch = Batches.newName(source.id(), startedAt);
        ImportReport report = new ImportReport(batch);
        for (List<Kind> step : source.steps()) {
            for (Kind kind : step) {
                ImportReport.Row row = report.row(kind.name());
                kind.reader().read(mapping -> {
                    switch (check(kind, mapping)) {
                        case Mapping.Refused<Kind.Reported>(String where, String reason) ->
                            row.refuse(where + ": " + reason);
                        case Mapping.Mapped<Kind.Reported> mapped -> {
                            row.map(mapped.event().resolved());
                            mapped.notes().forEach(row::note);
                        }
                    }
                });
            }
        }
        boolean isFollowed = destination.isServices() && !patience.noWait;
        try (EventSink sink = destination.open(addresses)) {
            if (sink != null) {
                publish(report, sink, isFollowed);
            }
        }
        report.print(out, format == OutputFormat.json, destination.isServices());
        if (isFollowed && !report.isComplete()) {
            return ExitCode.TIMED_OUT;
        }
        if (report.refused() > 0) {
            return ExitCode.SOME_REFUSED;
        }
        boolean isMassHeld = report.hasMassChange() && !massCare.isExpected();
        return isMassHeld || report.hasHeld() ? ExitCode.NOT_SHOWN : ExitCode.FINE;
    }

    private void publish(ImportReport report, EventSink sink, boolean isFollowed) throws IOException {
        Instant deadline = startedAt.plus(patience.timeout);
        ServiceClient catalog = addresses.catalogClient();
        ServiceClient pricing = addresses.pricingClient();
        if (isFollowed) {
            // Before anything is sent: better no import than half of one.
            catalog.batch(report.batch());
            pricing.batch(report.batch());
        }
        for (List<Kind> step : source.steps()) {
            if (isFollowed) {
                lookForMassChange(step, report);
            }
            for (Kind kind : step) {
                send(sink, kind, report.row(kind.name()));
            }
            sink.flush();
            if (!isFollowed) {
                continue;
            }
            for (Kind kind : step) {
                ImportReport.Row row = report.row(kind.name());
                BatchReport.Part part = new Followed(addresses, patience, row.batch(), deadline)
                        .part(kind.taker() == Kind.Taker.CATALOG ? catalog : pricing, row.mapped(), row.unresolved());
                row.became(part);
            }
            if (!report.isCompleteSoFar(step.stream().map(Kind::name).toList())) {
                return;
            }
        }
    }

    /** Models are known by now, so the services can say which offers they have. Without them nobody can. */
    private void lookForMassChange(List<Kind> step, ImportReport report) throws IOException {
        MassCheck check = massCare.check(addresses);
        for (Kind kind : step) {
            kind.reader().read(mapping -> {
                if (mapping instanceof Mapping.Mapped<Kind.Reported> mapped
                        && !unfit.contains(kind.name() + "/" + mapped.where())
                        && mapped.event().event() instanceof PriceReported price) {
                    check.look(meta(price), price);
                }
            });
        }
        Map<String, String> found = check.found();
        inMass.putAll(found);
        new TreeSet<>(found.values()).forEach(doubt -> report.massChange(source.observedAt(), massCare.told(doubt)));
    }

    private void send(EventSink sink, Kind kind, ImportReport.Row row) throws IOException {
        try (Progress progress = Progress.of("Publishing " + kind.name(), row.mapped())) {
            kind.reader().read(mapping -> {
                if (mapping instanceof Mapping.Mapped<Kind.Reported> mapped
                        && !unfit.contains(kind.name() + "/" + mapped.where())) {
                    Object event = mapped.event().event();
                    EventMeta meta = meta(event);
                    String doubt = inMass.get(meta.id());
                    if (doubt != null) {
                        row.touchInMass();
                    }
                    sink.send(meta.inBatch(row.batch()), massCare.marked(event, doubt));
                    progress.step();
                }
            });
        }
    }

    /** What the services would refuse is refused here, with its place in the file. */
    private Mapping<Kind.Reported> check(Kind kind, Mapping<Kind.Reported> mapping) {
        if (mapping instanceof Mapping.Mapped<Kind.Reported> mapped) {
            Object event = mapped.event().event();
            try {
                EventCodec.requireRight(meta(event), event, startedAt);
            } catch (InvalidEventException e) {
                unfit.add(kind.name() + "/" + mapped.where());
                return new Mapping.Refused<>(mapped.where(), String.valueOf(e.getMessage()));
            }
        }
        return mapping;
    }

    /**
     * The id is made from the whole event: source, subject, what it says and when it was observed, held or not. The
     * same catalogue always gives the same ids.
     */
    private EventMeta meta(Object event) {
        String content = new String(EventJson.write(event), StandardCharsets.UTF_8);
        return EventMeta.of(EventId.of(sender, EventCodec.keyOf(event), content), sender, source.observedAt());
    }
}
