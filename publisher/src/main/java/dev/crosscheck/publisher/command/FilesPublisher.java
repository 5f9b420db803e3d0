package dev.crosscheck.publisher.command;

import dev.crosscheck.event.Topics;
import dev.crosscheck.publisher.eventfile.EventFile;
import dev.crosscheck.publisher.eventfile.Finding;
import dev.crosscheck.publisher.send.EventSender;
import dev.crosscheck.publisher.send.ServiceClient;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Checks inputs, publishes them as one batch, and reports what became of it. */
final class FilesPublisher {

    private static final int MOST_FINDINGS = 100;

    private final Addresses addresses;
    private final Patience patience;
    private final PrintWriter out;
    private final OutputFormat output;

    FilesPublisher(Addresses addresses, Patience patience, PrintWriter out, OutputFormat output) {
        this.addresses = addresses;
        this.patience = patience;
        this.out = out;
        this.output = output;
    }

    /**
     * @param batch     the batch's name, or the beginning of a new one
     * @param wholeName whether it is the whole name
     * @return the exit code
     */
    int publish(List<Input> inputs, String batch, boolean wholeName) {
        Counted counted = check(inputs);
        if (!counted.findings().isEmpty()) {
            counted.findings().forEach(out::println);
            out.println("Nothing was sent: " + counted.wrong() + " found wrong in " + counted.lines() + " lines");
            out.flush();
            return ExitCode.SOME_REFUSED;
        }
        Instant deadline = Instant.now().plus(patience.timeout);
        String name = wholeName ? batch : Batches.newName(batch, Instant.now());
        ServiceClient catalog = addresses.catalogClient();
        ServiceClient pricing = addresses.pricingClient();
        if (!patience.noWait) {
            // Before anything is sent: better no batch than one nobody can follow.
            catalog.batch(name);
            pricing.batch(name);
        }
        send(inputs, name, counted.catalog() + counted.pricing());
        if (patience.noWait) {
            out.println("Sent " + (counted.catalog() + counted.pricing()) + " events as batch " + name);
            out.flush();
            return ExitCode.FINE;
        }
        return new Followed(addresses, patience, name, deadline)
                .report(counted.catalog(), counted.pricing(), out, output);
    }

    private record Counted(long lines, long catalog, long pricing, long wrong, List<Finding> findings) {}

    private static Counted check(List<Input> inputs) {
        EventFile reader = new EventFile(Instant.now());
        List<Finding> findings = new ArrayList<>();
        long[] counts = new long[3];
        long lines = 0;
        for (Input input : inputs) {
            lines += input.read(
                    reader,
                    read -> counts[read.event().type().topic().equals(Topics.CATALOG_UPDATES) ? 0 : 1]++,
                    finding -> {
                        if (counts[2]++ < MOST_FINDINGS) {
                            findings.add(finding);
                        }
                    });
        }
        return new Counted(lines, counts[0], counts[1], counts[2], findings);
    }

    private void send(List<Input> inputs, String batch, long total) {
        EventFile reader = new EventFile(Instant.now());
        try (EventSender sender = addresses.sender();
                Progress progress = Progress.of("Publishing", total)) {
            for (Input input : inputs) {
                input.read(
                        reader,
                        read -> {
                            sender.send(
                                    read.event().meta().inBatch(batch),
                                    read.event().body());
                            progress.step();
                        },
                        _ -> {});
            }
            sender.flush();
        }
    }
}
