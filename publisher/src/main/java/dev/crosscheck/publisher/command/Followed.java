package dev.crosscheck.publisher.command;

import dev.crosscheck.publisher.send.BatchWatch;
import dev.crosscheck.publisher.send.Reasons;
import dev.crosscheck.publisher.send.ServiceClient;
import dev.crosscheck.publisher.summary.BatchReport;
import dev.crosscheck.publisher.summary.Outcome;
import dev.crosscheck.publisher.summary.Outcomes;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** A batch that was sent, followed until the services have taken it or time is up. */
final class Followed {

    private final Addresses addresses;
    private final Patience patience;
    private final String batch;
    private final Instant deadline;

    Followed(Addresses addresses, Patience patience, String batch, Instant deadline) {
        this.addresses = addresses;
        this.patience = patience;
        this.batch = batch;
        this.deadline = deadline;
    }

    /** @param waiting how many events will wait for a person, and so not settle by themselves */
    BatchReport.Part part(ServiceClient service, long sent, long waiting) {
        Outcomes outcomes;
        try (Progress progress = Progress.of("Taken by " + service.name(), sent)) {
            outcomes = new BatchWatch().await(() -> service.batch(batch), sent, waiting, deadline, progress::at);
        }
        List<String> waitFor = outcomes.of(Outcome.WAITING) == 0 ? List.of() : Reasons.waiting(service, batch);
        int shown = Math.clamp(waitFor.size(), 0, Math.max(0, patience.show));
        return new BatchReport.Part(
                service.name(),
                sent,
                outcomes,
                outcomes.of(Outcome.REFUSED) == 0 ? List.of() : Reasons.refused(service, batch, patience.show),
                waitFor.subList(0, shown),
                waitFor.size() - shown,
                outcomes.of(Outcome.QUARANTINED) == 0 ? List.of() : Reasons.held(service, batch, patience.show));
    }

    /** Waits for both services, and prints what became of the batch. */
    int report(long toCatalog, long toPricing, PrintWriter out, OutputFormat format) {
        BatchReport report = new BatchReport(
                batch,
                List.of(part(addresses.catalogClient(), toCatalog, 0), part(addresses.pricingClient(), toPricing, 0)));
        report.print(out, format == OutputFormat.json);
        return exitCodeOfAll(report);
    }

    /** Waits for one event, and says in a line what became of it. */
    int reportOne(ServiceClient service, PrintWriter out, URI shownAt) {
        BatchReport.Part part = part(service, 1, 0);
        String outcome = part.outcomes().counts().entrySet().stream()
                .filter(entry -> entry.getValue() > 0)
                .map(entry -> entry.getKey().name().toLowerCase(Locale.ROOT))
                .findFirst()
                .orElse("not taken yet");
        out.println(service.name() + ": " + outcome);
        part.refused().forEach(out::println);
        part.waiting().forEach(out::println);
        if (part.outcomes().of(Outcome.ACCEPTED) > 0) {
            out.println(shownAt);
        }
        out.flush();
        part.held().forEach(held -> out.println("held: " + held.reason()));
        if (part.hasHeld()) {
            out.println("It is on no page; \"publish quarantine show EVENT\" says more, and \"release\" shows it");
        }
        out.flush();
        return exitCodeOfAll(new BatchReport(batch, List.of(part)));
    }

    /** Of a batch of which everything should be on pages when it is taken. */
    static int exitCodeOfAll(BatchReport report) {
        int code = exitCode(report);
        return code == ExitCode.FINE && report.isHeldBack() ? ExitCode.NOT_SHOWN : code;
    }

    static int exitCode(BatchReport report) {
        if (!report.isComplete()) {
            return ExitCode.TIMED_OUT;
        }
        return report.refused() > 0 ? ExitCode.SOME_REFUSED : ExitCode.FINE;
    }
}
