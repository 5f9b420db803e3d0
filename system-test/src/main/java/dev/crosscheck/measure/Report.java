package dev.crosscheck.measure;

/** Writes what was measured as Markdown. */
final class Report {

    static String of(Machine machine, Measure.Scale scale, Visibility.Result seen, PageWrites.Result written) {
        return """
                # Measurements

                Written by `./dev measure`. Every figure stands beside a baseline measured in the same run on the same
                PostgreSQL and Kafka, the two taking turns round by round. Each is the median of %d rounds, with the least and
                the greatest in brackets. A ratio is one of medians.

                - Machine: %s, %d cores, %d GiB; %s; %s
                - Commit: %s
                - Date: %s
                - Scale: %,d models with 3 offers each, %,d pages; %d events in a round%s
                - PostgreSQL with fsync and synchronous commit; Kafka with acks=all, one broker

                ## From an event to a page that shows it

                A new price is published to Kafka; the page is asked for over HTTP, again and again on one connection, until
                it shows the price. The bare loop is produce (acks=all) → consume → one durable row → produce → consume.

                | | bare loop | event to page | ratio |
                |---|---|---|---|
                | p50, ms | %s | %s | %.2f |
                | p99, ms | %s | %s | %.2f |

                One such request takes %s ms when there is nothing to wait for; it is part of the figure.

                ## Pages recomputed and stored

                Every model gets a new price at once. The clock runs from the first event until no stored page is older than
                its facts: reading, deciding, publishing and recomputing are in it. The baseline is a binary COPY of the same
                pages into an empty table with the same indexes.

                | | COPY | recompute and store | ratio |
                |---|---|---|---|
                | pages a second | %s | %s | %.2f |

                A stored page's body has %.0f bytes on average.
                """.formatted(
                        scale.rounds(),
                        machine.processor(),
                        machine.cores(),
                        machine.memoryGib(),
                        machine.system(),
                        machine.java(),
                        machine.commit(),
                        machine.date(),
                        scale.models(),
                        scale.pages(),
                        scale.eventsInRound(),
                        scale.equals(Measure.Scale.QUICK) ? " (quick: a try, not a record)" : "",
                        seen.bareP50().show("%.2f"),
                        seen.systemP50().show("%.2f"),
                        seen.systemP50().median() / seen.bareP50().median(),
                        seen.bareP99().show("%.2f"),
                        seen.systemP99().show("%.2f"),
                        seen.systemP99().median() / seen.bareP99().median(),
                        seen.askingP50().show("%.2f"),
                        written.copied().show("%,.0f"),
                        written.recomputed().show("%,.0f"),
                        written.recomputed().median() / written.copied().median(),
                        written.bytes());
    }

    private Report() {}
}
