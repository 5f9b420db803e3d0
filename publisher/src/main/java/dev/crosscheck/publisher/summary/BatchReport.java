package dev.crosscheck.publisher.summary;

import dev.crosscheck.event.EventJson;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What became of a batch of event files. */
public record BatchReport(String batch, List<Part> parts) {

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
            if (!isComplete()) {
                out.println("Not everything was taken in time; GET /v1/batches/" + batch
                        + " goes on counting, and sending it again is safe");
            }
        }
        out.flush();
    }

    private Table table() {
        Table table =
                new Table("", "sent", "accepted", "unchanged", "duplicate", "late", "waiting", "refused", "unanswered");
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
                    of.of(Outcome.REFUSED),
                    part.unanswered());
        }
        return table;
    }
}
