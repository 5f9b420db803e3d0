package dev.crosscheck.measure;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writes what was measured of replays as Markdown. */
final class ReplayReport {

    private static final double GOAL = 10;

    static String of(Machine machine, List<Replay.Result> results) {
        return """
                # Replays, measured

                Written by `./dev measure replay FOLDER`: public histories through the whole system, beside reading and
                parsing the same files alone. The clock runs from the start of `./dev publish replay` until every service
                has read every event, sent what follows from it, and no page is older than its facts. The system knows the
                models of models.dev and no price; each round has one of its own. Medians, with the least and the greatest
                in brackets.

                - Machine: %s, %d cores, %d GiB; %s; %s
                - Commit: %s
                - Date: %s
                - PostgreSQL with fsync and synchronous commit; Kafka with acks=all, one broker

                | history | lines | parsed alone, s | replayed, s | lines a second | ratio | goal |
                |---|---|---|---|---|---|---|
                %s
                """.formatted(
                        machine.processor(),
                        machine.cores(),
                        machine.memoryGib(),
                        machine.system(),
                        machine.java(),
                        machine.commit(),
                        machine.date(),
                        results.stream().map(ReplayReport::row).collect(Collectors.joining("\n")));
    }

    private static String row(Replay.Result result) {
        double ratio = result.replayed().median() / result.parsed().median();
        return String.format(
                Locale.ROOT,
                "| %s | %,d | %s | %s | %,.0f | %.1f | ≤ %.0f: %s |",
                result.source(),
                result.lines(),
                result.parsed().show("%.2f"),
                result.replayed().show("%.1f"),
                result.lines() / result.replayed().median(),
                ratio,
                GOAL,
                ratio <= GOAL ? "met" : "missed");
    }

    private ReplayReport() {}
}
