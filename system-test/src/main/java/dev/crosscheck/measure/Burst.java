package dev.crosscheck.measure;

import dev.crosscheck.local.Service;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

/** P14: many events on few models at once make each page once. */
final class Burst implements Measurement {

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
        int bursts = 3;
        double[] recomputed = new double[bursts];
        double[] seconds = new double[bursts];
        for (int burst = 0; burst < bursts; burst++) {
            system.awaitSettled();
            Map<String, Double> before = system.metrics(Service.COMPARISON);
            long start = System.nanoTime();
            for (int i = 0; i < scale.burst(); i++) {
                system.publishChange(i % scale.burstModels());
            }
            system.awaitSettled();
            seconds[burst] = (System.nanoTime() - start) / 1e9;
            recomputed[burst] =
                    Metrics.grown("crosscheck_pages_recomputed_total", before, system.metrics(Service.COMPARISON));
            suite.say(String.format(
                    Locale.ROOT,
                    "  burst %d: %.1f s, %,.0f pages recomputed",
                    burst + 1,
                    seconds[burst],
                    recomputed[burst]));
        }
        double[] distinct = new double[bursts];
        Arrays.fill(distinct, Scale.pagesTouched(system.models(), scale.burstModels()));
        return Finding.of(
                this,
                HOW.formatted(scale.burst(), scale.burstModels(), system.models()),
                new Figure(
                        "pages recomputed",
                        "pages",
                        "%,.0f",
                        new Series(recomputed),
                        new Series(distinct),
                        new Goal.AtMostTimes(1.05)),
                Figure.alone("until all of it was stored", "s", "%.1f", new Series(seconds)));
    }
}
