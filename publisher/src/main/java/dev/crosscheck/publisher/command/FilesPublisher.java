package dev.crosscheck.publisher.command;

import dev.crosscheck.event.EventJson;
import dev.crosscheck.event.Topics;
import dev.crosscheck.event.pricing.PriceReported;
import dev.crosscheck.publisher.eventfile.EventFile;
import dev.crosscheck.publisher.eventfile.Finding;
import dev.crosscheck.publisher.eventfile.Row;
import dev.crosscheck.publisher.mass.MassCheck;
import dev.crosscheck.publisher.send.Checkpoint;
import dev.crosscheck.publisher.send.EventSender;
import dev.crosscheck.publisher.send.Pace;
import dev.crosscheck.publisher.send.Reasons;
import dev.crosscheck.publisher.send.ServiceClient;
import dev.crosscheck.publisher.summary.BatchReport;
import dev.crosscheck.publisher.summary.Outcome;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Checks inputs, publishes them as one batch, and reports what became of it. */
final class FilesPublisher {

    private static final int MOST_FINDINGS = 100;

    private final Addresses addresses;
    private final Patience patience;
    private final Care care;
    private final MassCare massCare;
    private final PrintWriter out;
    private final OutputFormat output;

    FilesPublisher(
            Addresses addresses,
            Patience patience,
            Care care,
            MassCare massCare,
            PrintWriter out,
            OutputFormat output) {
        this.addresses = addresses;
        this.patience = patience;
        this.care = care;
        this.massCare = massCare;
        this.out = out;
        this.output = output;
    }

    /**
     * @param name     what the batch is called; empty for a new name
     * @param newName  the beginning of a new name
     * @return the exit code
     */
    int publish(List<Input> inputs, String name, String newName) {
        Checkpoint start = start(inputs, name, newName);
        boolean resumes = start.sent() > 0;
        try (RejectFile rejects = RejectFile.open(care.rejects, resumes)) {
            Counted counted = check(inputs, rejects);
            printFindings(counted);
            if (counted.right() == 0 || (care.strict && counted.wrong() > 0)) {
                return nothingSent(counted, rejects);
            }
            if (care.dryRun) {
                return dryRun(counted, rejects);
            }
            Map<ServiceClient, Long> sent = new LinkedHashMap<>();
            sent.put(addresses.catalogClient(), counted.on(Topics.CATALOG_UPDATES));
            sent.put(addresses.pricingClient(), counted.on(Topics.PRICE_UPDATES));
            if (!patience.noWait) {
                // Before anything is sent: better no batch than one nobody can follow.
                sent.keySet().forEach(service -> service.batch(start.batch()));
            }
            if (resumes) {
                note("Going on after " + start.sent() + " of " + counted.right() + " events");
            }
            Map<String, String> inMass = massChange(inputs);
            send(inputs, start, counted.right(), inMass);
            if (patience.noWait) {
                note("Sent " + counted.right() + " events as batch " + start.batch());
                return counted.wrong() > 0 ? wrong(counted, rejects) : ExitCode.FINE;
            }
            int code = follow(inputs, start.batch(), sent, resumes, counted, rejects);
            boolean isHeld = !inMass.isEmpty() && !massCare.isExpected();
            return code == ExitCode.FINE && isHeld ? ExitCode.NOT_SHOWN : code;
        }
    }

    private Checkpoint start(List<Input> inputs, String name, String newName) {
        String batch = name.isEmpty() ? Batches.newName(newName, Instant.now()) : name;
        if (care.checkpoint == null) {
            return Checkpoint.start(batch, "");
        }
        String hash = Input.hash(inputs);
        Checkpoint held = Checkpoint.read(care.checkpoint).orElse(null);
        if (held == null) {
            return Checkpoint.start(batch, hash);
        }
        if (!held.inputs().equals(hash)) {
            throw Usage.of(
                    "--checkpoint", care.checkpoint + " of other content", "the files as they were, or a new name");
        }
        if (!name.isEmpty() && !name.equals(held.batch())) {
            throw Usage.of("--batch", name, held.batch() + ", as in the checkpoint");
        }
        return held;
    }

    /** @param types how many right events of which type; {@code findings} are the first few */
    private record Counted(long rows, Map<String, Long> types, long wrong, List<Finding> findings) {

        long right() {
            return types.values().stream().mapToLong(Long::longValue).sum();
        }

        long on(String topic) {
            return types.entrySet().stream()
                    .filter(type -> type.getKey().startsWith(topic))
                    .mapToLong(Map.Entry::getValue)
                    .sum();
        }
    }

    private static Counted check(List<Input> inputs, RejectFile rejects) {
        EventFile reader = new EventFile(Instant.now());
        List<Finding> findings = new ArrayList<>();
        Map<String, Long> types = new TreeMap<>();
        long[] wrong = {0};
        long rows = 0;
        for (Input input : inputs) {
            rows += input.read(reader, new EventFile.Rows() {
                @Override
                public void right(EventFile.Read read) {
                    types.merge(
                            read.event().type().topic() + " "
                                    + read.event().type().id(),
                            1L,
                            Long::sum);
                }

                @Override
                public void wrong(Row row, List<Finding> found) {
                    wrong[0]++;
                    found.stream().limit(MOST_FINDINGS - findings.size()).forEach(findings::add);
                    rejects.add(row, found.stream().map(Finding::reason).collect(Collectors.joining("; ")));
                }
            });
        }
        return new Counted(rows, types, wrong[0], findings);
    }

    private void printFindings(Counted counted) {
        if (output == OutputFormat.text) {
            counted.findings().forEach(out::println);
            out.flush();
        }
    }

    private int nothingSent(Counted counted, RejectFile rejects) {
        String told = counted.wrong() == 0
                ? "Nothing was sent: there are no events"
                : "Nothing was sent: " + counted.wrong() + " of " + counted.rows()
                        + (counted.rows() == 1 ? " row" : " rows")
                        + (counted.wrong() == 1 ? " is wrong" : " are wrong");
        return plain(told, counted, rejects);
    }

    private int dryRun(Counted counted, RejectFile rejects) {
        counted.types().forEach((type, count) -> note(count + " × " + type.substring(type.lastIndexOf(' ') + 1)));
        return plain("Nothing was sent: a dry run of " + counted.right() + " events", counted, rejects);
    }

    /** The end of a run that sent nothing. */
    private int plain(String told, Counted counted, RejectFile rejects) {
        if (output == OutputFormat.json) {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("sent", 0);
            document.put("right", counted.right());
            document.put("wrong", counted.wrong());
            document.put("findings", counted.findings());
            document.put("rejects", rejects.files());
            out.println(new String(EventJson.write(document), StandardCharsets.UTF_8));
            out.flush();
        } else {
            note(told);
            note(rejects.told());
        }
        return counted.wrong() > 0 ? ExitCode.SOME_REFUSED : ExitCode.FINE;
    }

    private int wrong(Counted counted, RejectFile rejects) {
        note(counted.wrong() + (counted.wrong() == 1 ? " row was" : " rows were") + " wrong and not sent");
        note(rejects.told());
        return ExitCode.SOME_REFUSED;
    }

    /** Why prices are one of very many that change at once, by event. Only the services can tell. */
    private Map<String, String> massChange(List<Input> inputs) {
        if (patience.noWait) {
            return Map.of();
        }
        MassCheck check = massCare.check(addresses);
        EventFile reader = new EventFile(Instant.now());
        for (Input input : inputs) {
            input.read(
                    reader,
                    read -> {
                        if (read.event().body() instanceof PriceReported price && price.hold() == null) {
                            check.look(read.event().meta(), price);
                        }
                    },
                    _ -> {});
        }
        Map<String, String> found = check.found();
        new TreeSet<>(found.values()).forEach(doubt -> note(massCare.told(doubt)));
        return found;
    }

    private void send(List<Input> inputs, Checkpoint start, long total, Map<String, String> inMass) {
        try (EventSender sender = addresses.sender();
                Progress progress = Progress.of("Publishing", total)) {
            new Sending(sender, new Pace(care.rate), progress, start, care.checkpoint)
                    .send(
                            inputs,
                            event -> massCare.marked(
                                    event.body(), inMass.get(event.meta().id())));
        }
    }

    private int follow(
            List<Input> inputs,
            String batch,
            Map<ServiceClient, Long> sent,
            boolean resumes,
            Counted counted,
            RejectFile rejects) {
        Followed followed =
                new Followed(addresses, patience, batch, Instant.now().plus(patience.timeout));
        List<BatchReport.Part> parts = new ArrayList<>();
        Map<String, String> refused = new HashMap<>();
        sent.forEach((service, count) -> {
            // What was sent twice counts twice, so a batch that went on is done only when it is quiet.
            BatchReport.Part part = followed.part(service, count, resumes ? -1 : 0);
            parts.add(part);
            if (care.rejects != null && part.outcomes().of(Outcome.REFUSED) > 0) {
                refused.putAll(Reasons.refusedEvents(service, batch));
            }
        });
        reject(inputs, refused, rejects);
        locateHeld(inputs, parts);
        BatchReport report = new BatchReport(batch, parts, counted.wrong(), counted.findings(), rejects.files());
        report.print(out, output == OutputFormat.json);
        int code = Followed.exitCode(report);
        if (code == ExitCode.FINE && counted.wrong() > 0) {
            return ExitCode.SOME_REFUSED;
        }
        return Followed.exitCodeOfAll(report);
    }

    /** Says of each price that is held which row it is. */
    private static void locateHeld(List<Input> inputs, List<BatchReport.Part> parts) {
        Map<String, String> places = new HashMap<>();
        parts.forEach(part -> part.held().forEach(held -> places.put(held.event(), "")));
        if (places.isEmpty()) {
            return;
        }
        EventFile reader = new EventFile(Instant.now());
        for (Input input : inputs) {
            input.read(
                    reader,
                    read -> places.computeIfPresent(read.event().meta().id(), (_, _) -> read.file() + ":" + read.row()),
                    _ -> {});
        }
        parts.replaceAll(part -> part.withHeld(part.held().stream()
                .map(held -> held.at(places.get(held.event())))
                .toList()));
    }

    /** Looks the refused events up in the files again. */
    private static void reject(List<Input> inputs, Map<String, String> reasons, RejectFile rejects) {
        if (reasons.isEmpty()) {
            return;
        }
        EventFile reader = new EventFile(Instant.now());
        for (Input input : inputs) {
            input.read(
                    reader,
                    read -> {
                        String reason = reasons.get(read.event().meta().id());
                        if (reason != null) {
                            rejects.add(read.at(), reason);
                        }
                    },
                    _ -> {});
        }
    }

    private void note(@Nullable String line) {
        if (line != null && output == OutputFormat.text) {
            out.println(line);
            out.flush();
        }
    }
}
