package dev.crosscheck.measure;

import java.util.Locale;

/** P6: one event beside {@code REFRESH MATERIALIZED VIEW} of the decision columns of every pair. */
final class MaterializedView implements Measurement {

    private static final String HOW = """
            One new price of one of %,d models, until a page over HTTP shows it, and until all %,d stored pages of the model \
            do. The baseline is PostgreSQL alone: the price is updated in a table of models and a materialized view of all \
            %,d pairs (cheaper, gaps, blends, monthly gap, longer context, leader, more providers: eleven columns, no text, \
            a unique index) is refreshed, not concurrently, which is the faster way. Settings: shared_buffers 256 MB, \
            fsync on, the rest PostgreSQL's own.""";

    @Override
    public String id() {
        return "P6";
    }

    @Override
    public String title() {
        return "one event beside REFRESH MATERIALIZED VIEW";
    }

    @Override
    public Finding measure(Suite suite) throws Exception {
        MeasuredSystem system = suite.largestFilled();
        int rounds = suite.scale().rounds();
        double[] visible = new double[rounds];
        double[] stored = new double[rounds];
        double[] refreshed = new double[rounds];
        try (OneEvent event = new OneEvent(system);
                DecisionColumns view = new DecisionColumns(system.sql())) {
            event.untilStored(0);
            view.change(0);
            for (int round = 0; round < rounds; round++) {
                OneEvent.Times times = event.untilStored(1 + round * 7 % (system.models() - 1));
                visible[round] = times.visible() / 1e6;
                stored[round] = times.stored() / 1e6;
                refreshed[round] = view.change(round) * 1e3;
                suite.say(String.format(
                        Locale.ROOT,
                        "  round %d: visible %.1f ms, stored %.1f ms, refresh %.0f ms",
                        round + 1,
                        visible[round],
                        stored[round],
                        refreshed[round]));
            }
        }
        return Finding.of(
                this,
                HOW.formatted(system.models(), system.models() - 1, system.pages()),
                new Figure(
                        "visible",
                        "ms",
                        "%,.1f",
                        new Series(visible),
                        new Series(refreshed),
                        new Goal.TimesLess(2_000)),
                new Figure(
                        "stored", "ms", "%,.1f", new Series(stored), new Series(refreshed), new Goal.TimesLess(200)));
    }
}
