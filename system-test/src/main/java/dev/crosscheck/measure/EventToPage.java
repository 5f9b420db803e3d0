package dev.crosscheck.measure;

import java.io.IOException;
import java.util.Locale;

/** P1: from an event's publication until a page over HTTP shows it, beside the bare loop. */
final class EventToPage implements Measurement {

    private static final String HOW = """
            A new price is published to Kafka; the page is asked for over HTTP, again and again on one connection with \
            If-None-Match and a pause of 0.25 ms, until it shows the price; the first question comes after seven tenths of the \
            shortest time seen, since asking without end takes one of two processors from what is measured. Each event is sent when nothing of the one before is left to do. Before \
            the first round, %,d events went through both one after another, through ours for 75 seconds at most. The baseline goes through the same hops and \
            commits and does nothing else: produce (acks=all, linger 0) → consume → one durable row → produce → consume. \
            Beside ours, whoever measures reads the price sheets too, which takes a little of the processors.""";

    @Override
    public String id() {
        return "P1";
    }

    @Override
    public String title() {
        return "event published → page over HTTP shows it";
    }

    @Override
    public Finding measure(Suite suite) throws Exception {
        Scale scale = suite.scale();
        MeasuredSystem system = suite.some();
        Samples bareP50 = new Samples();
        Samples seenP50 = new Samples();
        Samples asking = new Samples();
        Samples sheetP50 = new Samples();
        Samples pageP50 = new Samples();
        Latencies bareAll = new Latencies();
        Latencies seenAll = new Latencies();
        try (OneEvent event = new OneEvent(system);
                SheetWatch sheets = SheetWatch.of(system.processes().kafka().bootstrapServers());
                BareLoop loop = new BareLoop(system.processes())) {
            bare(loop, scale.warmUp());
            event.warmUp(scale.warmUp());
            for (Rounds rounds = scale.takeTurns(); rounds.next(); ) {
                Latencies bare = bare(loop, scale.eventsInRound());
                Latencies toSheet = new Latencies();
                Latencies toPage = new Latencies();
                Latencies seen = new Latencies();
                for (Rounds events = scale.events(scale.eventsInRound()); events.next(); ) {
                    OneEvent.Shown shown = event.follow(events.number() % system.models());
                    long sheet = sheets.arrivalOf(shown.price()) - shown.published();
                    seen.add(shown.nanos());
                    toSheet.add(sheet);
                    toPage.add(Math.max(0, shown.nanos() - sheet));
                    system.awaitSettled();
                }
                sheetP50.add(toSheet.millis(50));
                pageP50.add(toPage.millis(50));
                bareP50.add(bare.millis(50));
                seenP50.add(seen.millis(50));
                asking.add(asking(event, scale.eventsInRound()).millis(50));
                bareAll.add(bare);
                seenAll.add(seen);
                suite.say(String.format(
                        Locale.ROOT,
                        "  round %d: bare loop %.2f ms, event to page %.2f ms (%.2f to its sheet, %.2f from there)",
                        rounds.number(),
                        bareP50.last(),
                        seenP50.last(),
                        sheetP50.last(),
                        pageP50.last()));
            }
        }
        return Finding.of(
                this,
                HOW.formatted(suite.scale().warmUp()),
                new Figure("p50", "ms", "%.2f", seenP50.series(), bareP50.series(), new Goal.AtMostTimes(1.5)),
                new Figure(
                        "p99 of all rounds",
                        "ms",
                        "%.2f",
                        new Series(seenAll.millis(99)),
                        new Series(bareAll.millis(99)),
                        new Goal.AtMostTimes(2)),
                Figure.alone(
                        "of it, until another reader has its price sheet from Kafka, p50",
                        "ms",
                        "%.2f",
                        sheetP50.series()),
                Figure.alone("of it, from there to the page, p50", "ms", "%.2f", pageP50.series()),
                Figure.alone("one such request when there is nothing to wait for, p50", "ms", "%.2f", asking.series()));
    }

    private static Latencies bare(BareLoop loop, int events) {
        Latencies latencies = new Latencies();
        for (int i = 0; i < events; i++) {
            latencies.add(loop.once("value " + System.nanoTime()));
        }
        return latencies;
    }

    /** What asking alone costs. */
    private static Latencies asking(OneEvent event, int requests) throws IOException {
        Latencies latencies = new Latencies();
        for (int i = 0; i < requests; i++) {
            latencies.add(event.asking(0));
        }
        return latencies;
    }
}
