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
     * @param refused reasons of the first few that were refused
     * @param waiting reasons of the first few that wait
     */
    public record Part(String service, long sent, Outcomes outcomes, List<String> refused, List<String> waiting) {

        /** Events of which the service has not said anything yet. */
        public long unanswered() {
            return Math.max(0, sent - outcomes.total());
        }
    }

    /** Whether the services have taken everything. */
    public boolean isComplete() {
        return parts.stream().allMatch(part -> part.unanswered() == 0);
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
                part.refused().forEach(reason -> out.println("refused by " + part.service() + ": " + reason));
                part.waiting().forEach(reason -> out.println("waiting in " + part.service() + ": " + reason));
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
