package dev.crosscheck.measure;

import java.util.Locale;

/** P7: the same fan-out in Kafka Streams, exactly once, by foreign-key join. */
final class StreamsJoin implements Measurement {

    private static final int CHANGES_IN_ROUND = 3;
    private static final String HOW = """
            One changed model of %,d. Ours: pages a second from the publication until all %,d stored pages of the model are \
            current, and when readers see it on whatever page. The baseline is Kafka Streams on the same broker, in a process \
            of its own (heap 1 GB): the pairs joined twice by foreign key with the models, one decision of eight columns for \
            each pair, no text, from the model's publication until a consumer of committed records has the last one; its p99 \
            is that of single decisions. Settings: %s. It has no history, no quarantine and no HTTP: it does less.""";

    @Override
    public String id() {
        return "P7";
    }

    @Override
    public String title() {
        return "the same fan-out in Kafka Streams";
    }

    @Override
    public Finding measure(Suite suite) throws Exception {
        MeasuredSystem system = suite.some();
        Samples ours = new Samples();
        Samples theirs = new Samples();
        Latencies visible = new Latencies();
        Latencies decided = new Latencies();
        int pages = system.models() - 1;
        suite.say("  starting Kafka Streams with " + system.pages() + " pairs");
        try (OneEvent event = new OneEvent(system);
                StreamsProcess streams = new StreamsProcess(system.processes(), system.models())) {
            for (int model = 0; model < CHANGES_IN_ROUND; model++) {
                event.untilStored(model);
                streams.change(model, new Latencies());
            }
            for (Rounds rounds = suite.scale().takeTurns(); rounds.next(); ) {
                long ourNanos = 0;
                long theirNanos = 0;
                for (int i = 0; i < CHANGES_IN_ROUND; i++) {
                    int model = (rounds.number() * CHANGES_IN_ROUND + i) * 7 % system.models();
                    OneEvent.Times times = event.untilStored(model);
                    visible.add(times.visible());
                    ourNanos += times.stored();
                    theirNanos += streams.change(model, decided);
                }
                ours.add(CHANGES_IN_ROUND * pages / (ourNanos / 1e9));
                theirs.add(CHANGES_IN_ROUND * pages / (theirNanos / 1e9));
                suite.say(String.format(
                        Locale.ROOT,
                        "  round %d: ours %,.0f pages/s, Kafka Streams %,.0f",
                        rounds.number(),
                        ours.last(),
                        theirs.last()));
            }
        }
        return Finding.of(
                this,
                HOW.formatted(system.models(), pages, StreamsFanOut.SETTINGS),
                new Figure("stored", "pages/s", "%,.0f", ours.series(), theirs.series(), new Goal.AtLeastTimes(10)),
                new Figure(
                        "p99 until visible",
                        "ms",
                        "%,.1f",
                        new Series(visible.millis(99)),
                        new Series(decided.millis(99)),
                        new Goal.AtMostTimes(0.05)));
    }
}
