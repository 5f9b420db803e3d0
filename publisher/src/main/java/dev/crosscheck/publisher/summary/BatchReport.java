package dev.crosscheck.publisher.summary;

import dev.crosscheck.event.EventJson;
import dev.crosscheck.publisher.eventfile.Finding;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What became of a batch of event files.
 *
 * @param wrong    rows that were not sent
 * @param findings the first few things found wrong
 * @param rejects  files with the rows that were not taken
 */
public record BatchReport(String batch, List<Part> parts, long wrong, List<Finding> findings, List<String> rejects) {

    /** Of a batch without files. */
    public BatchReport(String batch, List<Part> parts) {
        this(batch, parts, 0, List.of(), List.of());
    }

    /**
     * What became of the events of one service.
     *
     * @param refused     reasons of the first few that were refused
     * @param waiting     for what events wait, the first few
     * @param moreWaiting for how much else events wait
     * @param held        the first few that are held
     */
    public record Part(
            String service,
            long sent,
            Outcomes outcomes,
            List<String> refused,
            List<String> waiting,
            long moreWaiting,
            List<Held> held) {

        public Part withHeld(List<Held> others) {
            return new Part(service, sent, outcomes, refused, waiting, moreWaiting, others);
        }

        /** Whether some of it is held until a person has looked at it. */
        public boolean hasHeld() {
            return outcomes.of(Outcome.QUARANTINED) > 0;
        }

        /** Why events are on no page, and what to do about those that are held. */
        void print(PrintWriter out, String batch) {
            Grouped.lines("refused by " + service, refused).forEach(out::println);
            Grouped.lines("waiting in " + service, waiting).forEach(out::println);
            if (moreWaiting > 0) {
                out.println("… and for " + moreWaiting + " more; --show N shows more");
            }
            Grouped.lines(
                            "held by " + service,
                            held.stream().map(Held::toString).toList())
                    .forEach(out::println);
            long all = outcomes.of(Outcome.QUARANTINED);
            if (all > held.size()) {
                out.println("… " + all + " held in all");
            }
            if (hasHeld()) {
                out.println("To look at what is held: publish quarantine list --batch " + batch);
                out.println(
                        "If it is meant:          publish quarantine release --batch " + batch + " --by WHO --why WHY");
                out.println("If it is a mistake:      publish undo " + batch + " --by WHO --why WHY");
            }
        }

        /** Events of which the service has not said anything yet. */
        public long unanswered() {
            return Math.max(0, sent - outcomes.total());
        }
    }

    /** Whether the services have taken everything. */
    public boolean isComplete() {
        return parts.stream().allMatch(part -> part.unanswered() == 0);
    }

    /** Whether some of it was taken and is on no page yet. */
    public boolean isHeldBack() {
        return parts.stream().anyMatch(part -> part.hasHeld() || part.outcomes().of(Outcome.WAITING) > 0);
    }

    public long refused() {
        return parts.stream()
                .mapToLong(part -> part.outcomes().of(Outcome.REFUSED))
                .sum();
    }

    public void print(PrintWriter out, boolean json) {
        if (json) {
            out.println(new String(EventJson.write(this), StandardCharsets.UTF_8));
        } else {
            out.println("Batch " + batch);
            out.print(table());
            for (Part part : parts) {
                part.print(out, batch);
            }
            if (wrong > 0) {
                out.println(wrong + (wrong == 1 ? " row was" : " rows were") + " wrong and not sent");
            }
            if (!rejects.isEmpty()) {
                out.println("What was not taken is in " + String.join(" and ", rejects)
                        + " with the reasons; mend it and publish it again");
            }
            if (!isComplete()) {
                out.println("Not everything was taken in time; GET /v1/batches/" + batch
                        + " goes on counting, and sending it again is safe");
            }
        }
        out.flush();
    }

    private Table table() {
        Table table = new Table(
                "", "sent", "accepted", "unchanged", "duplicate", "late", "waiting", "held", "refused", "unanswered");
        for (Part part : parts) {
            Outcomes of = part.outcomes();
            table.row(
                    part.service(),
                    part.sent(),
                    of.of(Outcome.ACCEPTED),
                    of.of(Outcome.UNCHANGED),
                    of.of(Outcome.DUPLICATE),
                    of.of(Outcome.LATE),
                    of.of(Outcome.WAITING),
                    of.of(Outcome.QUARANTINED),
                    of.of(Outcome.REFUSED),
                    part.unanswered());
        }
        return table;
    }
}
