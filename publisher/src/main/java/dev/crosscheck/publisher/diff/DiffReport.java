package dev.crosscheck.publisher.diff;

import dev.crosscheck.event.EventJson;
import dev.crosscheck.publisher.summary.Table;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

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
            List.of("accepted", "unchanged", "duplicate", "late", "waiting", "refused");

    /**
     * What would become of the pages.
     *
     * @param touched     pages that show a model whose facts would be others
     * @param compared    how many of them were worked out; all of them, unless there are very many
     * @param added       pages that there are not yet
     * @param rewritten   pages that would read differently
     * @param differences in what, and on how many pages
     * @param flips       verdicts that would be others, the first few
     */
    public record Pages(
            long touched,
            long compared,
            long added,
            long rewritten,
            Map<String, Long> differences,
            List<String> flips) {

        public static final Pages NONE = new Pages(0, 0, 0, 0, Map.of(), List.of());

        public Pages plus(Pages other) {
            Map<String, Long> sum = new TreeMap<>(differences);
            other.differences.forEach((what, count) -> sum.merge(what, count, Long::sum));
            return new Pages(
                    touched + other.touched,
                    compared + other.compared,
                    added + other.added,
                    rewritten + other.rewritten,
                    sum,
                    Stream.concat(flips.stream(), other.flips.stream()).toList());
        }
    }

    public long count(Change.Kind kind) {
        return changes.stream().filter(change -> change.kind() == kind).count();
    }

    public void printJson(PrintWriter out) {
        out.println(new String(EventJson.write(this), StandardCharsets.UTF_8));
        out.flush();
    }

    /** @param most how many lines of each list */
    public void print(PrintWriter out, int most) {
        Table table = new Table("", "events", "accepted", "unchanged", "duplicate", "late", "waiting", "refused");
        outcomes.forEach((service, of) -> table.row(
                service,
                of.values().stream().mapToLong(Long::longValue).sum(),
                of.getOrDefault("accepted", 0L),
                of.getOrDefault("unchanged", 0L),
                of.getOrDefault("duplicate", 0L),
                of.getOrDefault("late", 0L),
                of.getOrDefault("waiting", 0L),
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
                unknown.entrySet().stream()
                        .map(entry -> "unknown " + entry.getKey() + ", " + entry.getValue() + " ×")
                        .toList(),
                most);
        list(out, refused.stream().map(reason -> "refused " + reason).toList(), most);
        out.println();
        out.println(String.format(
                Locale.ROOT,
                "Pages: %,d touched, %,d would read differently, %,d would be new%s",
                pages.touched(),
                pages.rewritten(),
                pages.added(),
                pages.compared() < pages.touched()
                        ? String.format(Locale.ROOT, " (%,d worked out)", pages.compared())
                        : ""));
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
