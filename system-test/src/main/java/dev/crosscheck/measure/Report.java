package dev.crosscheck.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Writes what was measured as Markdown: one table of all figures with goals, then each measurement by itself. */
final class Report {

    private static final int MOST_IN_A_CELL = 200;

    /**
     * What held for the whole run.
     *
     * @param machine  where it ran
     * @param scale    how much was measured
     * @param duration of the run, in words
     * @param load     what else the machine did, in words
     * @param audits   whether stored pages are right, a sentence for each system
     */
    record Run(Machine machine, Scale scale, String duration, String load, List<String> audits) {}

    static String of(Run run, List<Finding> findings) {
        List<Finding> sorted = new ArrayList<>(findings);
        sorted.sort((one, other) -> Measurements.BY_NUMBER.compare(one.id(), other.id()));
        Machine machine = run.machine();
        return """
                # Measurements

                Written by `./dev measure`. Every figure stands beside a baseline measured in the same run on the same
                machine, PostgreSQL and Kafka, the two taking turns round by round. A figure is the median of its rounds,
                with the least and the greatest in brackets; a ratio is one of medians. "× less" is baseline ÷ ours, other
                ratios are ours ÷ baseline. What misses its goal says so.

                - Machine: %s, %d cores, %d GiB; %s; %s
                - Commit: %s
                - Date: %s
                - Scale: %s; %,d, %,d and up to %,d models; %d rounds
                - The run took %s; %s
                - PostgreSQL with fsync and synchronous commit; Kafka with acks=all, one broker; services as `./dev up` starts
                  them

                | # | what | ours | baseline | ratio | goal | |
                |---|---|---|---|---|---|---|
                %s

                %s

                %s
                """.formatted(
                        machine.processor(),
                        machine.cores(),
                        machine.memoryGib(),
                        machine.system(),
                        machine.java(),
                        machine.commit(),
                        machine.date(),
                        run.scale().name(),
                        run.scale().few(),
                        run.scale().some(),
                        run.scale().many(),
                        run.scale().rounds(),
                        run.duration(),
                        run.load(),
                        sorted.stream().map(Report::goals).collect(Collectors.joining("\n")),
                        audits(run.audits()),
                        sorted.stream().map(Report::section).collect(Collectors.joining("\n\n")))
                .replaceAll("\n{3,}", "\n\n");
    }

    private static String goals(Finding finding) {
        if (!finding.isMeasured()) {
            return "| " + finding.id() + " | " + finding.title() + " | " + cell(finding.how()) + " |  |  |  |  |";
        }
        return finding.figures().stream()
                .filter(figure -> !(figure.goal() instanceof Goal.None))
                .map(figure ->
                        "| " + finding.id() + " | " + finding.title() + ": " + figure.what() + " | " + cells(figure))
                .collect(Collectors.joining("\n"));
    }

    /** A message of any kind, so that it stays within its cell. */
    private static String cell(String text) {
        String line = text.replaceAll("\\s+", " ").replace("|", "\\|");
        return line.length() <= MOST_IN_A_CELL ? line : line.substring(0, MOST_IN_A_CELL) + " …";
    }

    private static String section(Finding finding) {
        String table = finding.figures().stream().map(Report::row).collect(Collectors.joining("\n"));
        return "## " + finding.id() + ": " + finding.title() + "\n\n" + finding.how()
                + (table.isEmpty()
                        ? ""
                        : "\n\n| | ours | baseline | ratio | goal | |\n|---|---|---|---|---|---|\n" + table)
                + finding.notes().stream().map(note -> "\n\n" + note).collect(Collectors.joining());
    }

    /** What was measured, ours, the baseline, their ratio, the goal and whether it is met. */
    static String row(Figure figure) {
        return "| " + figure.what() + " | " + cells(figure);
    }

    private static String cells(Figure figure) {
        String unit = figure.unit().isEmpty() ? "" : " " + figure.unit();
        return figure.showOurs() + unit + " | "
                + (figure.baseline() == null ? "" : figure.showBaseline() + unit) + " | " + figure.showRatio() + " | "
                + figure.goal().show() + " | " + figure.verdict() + " |";
    }

    private static String audits(List<String> audits) {
        return audits.isEmpty() ? "" : "## Stored pages, held against their facts\n\n" + String.join("\n\n", audits);
    }

    private Report() {}
}
