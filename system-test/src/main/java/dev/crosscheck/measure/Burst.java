package dev.crosscheck.measure;

import dev.crosscheck.local.Service;
import java.util.Locale;
import java.util.Map;

/** P14: many events on few models at once make each page once. */
final class Burst implements Measurement {

    private static final int BURSTS = 3;
    private static final String HOW = """
            %,d new prices of %d models are sent as fast as the broker takes them, the models in turn, to a system of %,d. \
            Ours is what the service counted as recomputed until everything was settled; the baseline is how many different \
            pages show one of these models.""";

    @Override
    public String id() {
        return "P14";
    }

    @Override
    public String title() {
        return "burst of events on few models";
    }

    @Override
    public Finding measure(Suite suite) throws Exception {
        MeasuredSystem system = suite.some();
        Scale scale = suite.scale();
        Samples recomputed = new Samples();
        Samples distinct = new Samples();
        Samples seconds = new Samples();
        for (Rounds bursts = new Rounds(BURSTS, scale.patience()); bursts.next(); ) {
            system.awaitSettled();
            Map<String, Double> before = system.metrics(Service.COMPARISON);
            long start = System.nanoTime();
            for (int i = 0; i < scale.burst(); i++) {
                system.publishChange(i % scale.burstModels());
            }
            system.awaitSettled();
            seconds.add((System.nanoTime() - start) / 1e9);
            distinct.add(Scale.pagesTouched(system.models(), scale.burstModels()));
            recomputed.add(
                    Metrics.grown("crosscheck_pages_recomputed_total", before, system.metrics(Service.COMPARISON)));
            suite.say(String.format(
                    Locale.ROOT,
                    "  burst %d: %.1f s, %,.0f pages recomputed",
                    bursts.number(),
                    seconds.last(),
                    recomputed.last()));
        }
        return Finding.of(
                this,
                HOW.formatted(scale.burst(), scale.burstModels(), system.models()),
                new Figure(
                        "pages recomputed",
                        "pages",
                        "%,.0f",
                        recomputed.series(),
                        distinct.series(),
                        new Goal.AtMostTimes(1.05)),
                Figure.alone("until all of it was stored", "s", "%.1f", seconds.series()));
    }
}
