package dev.crosscheck.publisher.diff;

import dev.crosscheck.event.EventJson;
import dev.crosscheck.publisher.summary.Grouped;
import dev.crosscheck.publisher.summary.Table;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * What publishing files would change.
 *
 * @param wrong    rows that cannot be published
 * @param outcomes what would become of the events, by service
 * @param changes  what readers would see otherwise
 * @param unknown  models and benchmarks that nobody knows, as sources spell them, and how often
 * @param refused  reasons
 * @param pages    what comparison-service says of the pages
 */
public record DiffReport(
        long wrong,
        Map<String, Map<String, Long>> outcomes,
        List<Change> changes,
        Map<String, Long> unknown,
        List<String> refused,
        Pages pages) {

    private static final List<String> KNOWN =
            List.of("accepted", "unchanged", "duplicate", "late", "waiting", "quarantined", "refused");

    public long count(Change.Kind kind) {
        return changes.stream().filter(change -> change.kind() == kind).count();
    }

    public void printJson(PrintWriter out) {
        out.println(new String(EventJson.write(this), StandardCharsets.UTF_8));
        out.flush();
    }

    /** @param most how many lines of each list */
    public void print(PrintWriter out, int most) {
        Table table =
                new Table("", "events", "accepted", "unchanged", "duplicate", "late", "waiting", "held", "refused");
        outcomes.forEach((service, of) -> table.row(
                service,
                of.values().stream().mapToLong(Long::longValue).sum(),
                of.getOrDefault("accepted", 0L),
                of.getOrDefault("unchanged", 0L),
                of.getOrDefault("duplicate", 0L),
                of.getOrDefault("late", 0L),
                of.getOrDefault("waiting", 0L),
                of.getOrDefault("quarantined", 0L),
                of.getOrDefault("refused", 0L)));
        out.println("What would become of the events:");
        out.print(table);
        outcomes.forEach((service, of) -> of.forEach((outcome, count) -> {
            if (count > 0 && !KNOWN.contains(outcome)) {
                out.println(service + ": " + outcome + " " + count);
            }
        }));
        if (wrong > 0) {
            out.println(wrong + (wrong == 1 ? " row is" : " rows are") + " wrong; \"publish validate\" says why");
        }
        out.println();
        out.println("What readers would see otherwise:");
        Table kinds = new Table("added", "changed", "corrected", "retired");
        kinds.row(
                count(Change.Kind.ADDED),
                count(Change.Kind.CHANGED),
                count(Change.Kind.CORRECTED),
                count(Change.Kind.RETIRED));
        out.print(kinds);
        list(out, changes.stream().map(Change::toString).toList(), most);
        list(
                out,
                Grouped.lines(
                        "unknown",
                        unknown.entrySet().stream()
                                .map(entry -> entry.getValue() == 1
                                        ? entry.getKey()
                                        : Grouped.counted(entry.getKey(), entry.getValue()))
                                .toList()),
                most);
        list(out, Grouped.lines("refused", refused), most);
        out.println();
        out.println(pages);
        pages.differences().forEach((what, count) -> out.println("  " + what + " on " + count));
        list(out, pages.flips(), most);
        out.flush();
    }

    private static void list(PrintWriter out, List<String> lines, int most) {
        lines.stream().limit(most).forEach(out::println);
        if (lines.size() > most) {
            out.println("… and " + (lines.size() - most) + " more; --show N shows more");
        }
    }
}
