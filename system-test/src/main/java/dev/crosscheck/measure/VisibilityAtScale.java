package dev.crosscheck.measure;

import java.io.IOException;
import java.util.Locale;

/** P2: what P1 measures, among many models beside few. */
final class VisibilityAtScale implements Measurement {

    private static final String HOW = """
            What P1 measures, in two systems that run side by side: ours knows %,d models, the baseline %,d. In both the \
            refresher of stored pages is off, as %,d pages need not be stored for readers to see the newest facts: what is \
            measured is how the path of an event depends on the number of models, not what is done behind it.""";

    @Override
    public String id() {
        return "P2";
    }

    @Override
    public String title() {
        return "event → page among many models, beside few";
    }

    @Override
    public Finding measure(Suite suite) throws Exception {
        Scale scale = suite.scale();
        MeasuredSystem few = suite.of(scale.few());
        MeasuredSystem many = suite.of(scale.many());
        few.leavePages();
        many.leavePages();
        Samples fewP50 = new Samples();
        Samples manyP50 = new Samples();
        Latencies fewAll = new Latencies();
        Latencies manyAll = new Latencies();
        try (OneEvent inFew = new OneEvent(few);
                OneEvent inMany = new OneEvent(many)) {
            inFew.warmUp(scale.warmUp());
            inMany.warmUp(scale.warmUp());
            for (Rounds rounds = scale.takeTurns(); rounds.next(); ) {
                Latencies fewSeen = round(few, inFew, scale.eventsInRound());
                Latencies manySeen = round(many, inMany, scale.eventsInRound());
                fewP50.add(fewSeen.millis(50));
                manyP50.add(manySeen.millis(50));
                fewAll.add(fewSeen);
                manyAll.add(manySeen);
                suite.say(String.format(
                        Locale.ROOT,
                        "  round %d: few %.2f ms, many %.2f ms",
                        rounds.number(),
                        fewP50.last(),
                        manyP50.last()));
            }
        }
        suite.closeUnlessNeeded(few);
        return Finding.of(
                this,
                HOW.formatted(scale.many(), scale.few(), Scale.pages(scale.many())),
                new Figure("p50", "ms", "%.2f", manyP50.series(), fewP50.series(), new Goal.AtMostTimes(1.1)),
                new Figure(
                        "p99 of all rounds",
                        "ms",
                        "%.2f",
                        new Series(manyAll.millis(99)),
                        new Series(fewAll.millis(99)),
                        new Goal.AtMostTimes(1.1)));
    }

    private static Latencies round(MeasuredSystem system, OneEvent event, int events) throws IOException {
        Latencies latencies = new Latencies();
        for (int i = 0; i < events; i++) {
            // Spread over the catalogue, so that no few models are in every cache.
            latencies.add(event.untilVisible((int) (i * 7_919L % system.models())));
            system.awaitSettled();
        }
        return latencies;
    }
}
