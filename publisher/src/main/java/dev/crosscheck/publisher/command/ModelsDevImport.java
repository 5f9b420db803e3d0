package dev.crosscheck.publisher.command;

import dev.crosscheck.event.EventCodec;
import dev.crosscheck.event.EventId;
import dev.crosscheck.event.EventJson;
import dev.crosscheck.event.EventMeta;
import dev.crosscheck.event.InvalidEventException;
import dev.crosscheck.publisher.modelsdev.Mapping;
import dev.crosscheck.publisher.modelsdev.ModelsDevCatalogue;
import dev.crosscheck.publisher.send.EventSender;
import dev.crosscheck.publisher.send.ServiceClient;
import dev.crosscheck.publisher.summary.BatchReport;
import dev.crosscheck.publisher.summary.ImportReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * One import of a catalogue. Everything is mapped and checked first, entry by entry; then each kind is
 * published as a batch of its own, so that the services count kind by kind.
 */
final class ModelsDevImport {

    private static final String SENDER = "/publisher/models-dev";

    private final ModelsDevCatalogue catalogue;
    private final Addresses addresses;
    private final Patience patience;
    private final Instant observedAt;
    private final Instant startedAt = Instant.now();

    /** Entries that are events to us and none to the services; they are found once, and not sent. */
    private final Set<String> unfit = new HashSet<>();

    ModelsDevImport(ModelsDevCatalogue catalogue, Addresses addresses, Patience patience, Instant observedAt) {
        this.catalogue = catalogue;
        this.addresses = addresses;
        this.patience = patience;
        this.observedAt = observedAt;
    }

    /** Reads all entries of a kind, and hands on what became of each. */
    private interface Reader {
        void read(Consumer<Mapping<? extends Object>> into) throws IOException;
    }

    /** @param toCatalog whether catalog-service takes it; else pricing-service does */
    private record Kind(String name, boolean toCatalog, Reader reader) {}

    /** Those of one step have nothing to do with each other; each step needs the one before. */
    private List<List<Kind>> steps() {
        return List.of(
                List.of(
                        new Kind("benchmarks", true, into -> catalogue.benchmarks(into::accept)),
                        new Kind("models", true, into -> catalogue.models(into::accept))),
                List.of(
                        new Kind("scores", true, into -> catalogue.scores(into::accept)),
                        new Kind("providers", false, into -> catalogue.providers(into::accept))),
                List.of(new Kind("offers", false, into -> catalogue.prices(into::accept))));
    }

    /** @return the exit code */
    int run(boolean dryRun, PrintWriter out, OutputFormat format) throws IOException {
        String batch = Batches.newName("models-dev", startedAt);
        ImportReport report = new ImportReport(batch);
        for (List<Kind> step : steps()) {
            for (Kind kind : step) {
                ImportReport.Row row = report.row(kind.name());
                kind.reader().read(mapping -> {
                    switch (check(mapping)) {
                        case Mapping.Refused<?>(String where, String reason) -> row.refuse(where + ": " + reason);
                        case Mapping.Mapped<?> mapped -> {
                            row.map(isResolved(mapped.event()));
                            mapped.notes().forEach(row::note);
                        }
                    }
                });
            }
        }
        if (!dryRun) {
            publish(report);
        }
        report.print(out, format == OutputFormat.json, !dryRun);
        if (!dryRun && !patience.noWait && !report.isComplete()) {
            return ExitCode.TIMED_OUT;
        }
        return report.refused() > 0 ? ExitCode.SOME_REFUSED : ExitCode.FINE;
    }

    private void publish(ImportReport report) throws IOException {
        Instant deadline = startedAt.plus(patience.timeout);
        ServiceClient catalog = addresses.catalogClient();
        ServiceClient pricing = addresses.pricingClient();
        if (!patience.noWait) {
            // Before anything is sent: better no import than half of one.
            catalog.batch(report.batch());
            pricing.batch(report.batch());
        }
        try (EventSender sender = addresses.sender()) {
            for (List<Kind> step : steps()) {
                for (Kind kind : step) {
                    send(sender, kind, report.row(kind.name()));
                }
                sender.flush();
                if (patience.noWait) {
                    continue;
                }
                for (Kind kind : step) {
                    ImportReport.Row row = report.row(kind.name());
                    BatchReport.Part part = new Followed(addresses, patience, row.batch(), deadline)
                            .part(kind.toCatalog() ? catalog : pricing, row.mapped(), row.unresolved());
                    row.became(part);
                }
                if (!report.isCompleteSoFar(step.stream().map(Kind::name).toList())) {
                    return;
                }
            }
        }
    }

    private void send(EventSender sender, Kind kind, ImportReport.Row row) throws IOException {
        try (Progress progress = Progress.of("Publishing " + kind.name(), row.mapped())) {
            kind.reader().read(mapping -> {
                if (mapping instanceof Mapping.Mapped<?> mapped && !unfit.contains(mapped.where())) {
                    Object event = eventOf(mapped.event());
                    sender.send(meta(event).inBatch(row.batch()), event);
                    progress.step();
                }
            });
        }
    }

    /** What the services would refuse is refused here, with its place in the file. */
    private Mapping<?> check(Mapping<?> mapping) {
        if (mapping instanceof Mapping.Mapped<?> mapped) {
            Object event = eventOf(mapped.event());
            try {
                EventCodec.decodeInput(EventCodec.structured(meta(event), event), startedAt);
            } catch (InvalidEventException e) {
                unfit.add(mapped.where());
                return new Mapping.Refused<>(mapped.where(), String.valueOf(e.getMessage()));
            }
        }
        return mapping;
    }

    /**
     * The id is made from the whole event: source, subject, what it says and when it was observed. The
     * same catalogue always gives the same ids.
     */
    private EventMeta meta(Object event) {
        String content = new String(EventJson.write(event), StandardCharsets.UTF_8);
        return EventMeta.of(EventId.of(SENDER, EventCodec.keyOf(event), content), SENDER, observedAt);
    }

    private static Object eventOf(Object mapped) {
        return mapped instanceof ModelsDevCatalogue.Offer offer ? offer.event() : mapped;
    }

    private static boolean isResolved(Object mapped) {
        return !(mapped instanceof ModelsDevCatalogue.Offer offer) || offer.resolved();
    }
}
