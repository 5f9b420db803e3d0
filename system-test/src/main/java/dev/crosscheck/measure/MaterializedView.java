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
        Samples visible = new Samples();
        Samples stored = new Samples();
        Samples refreshed = new Samples();
        try (OneEvent event = new OneEvent(system);
                DecisionColumns view = new DecisionColumns(system.sql(), system.models())) {
            event.untilStored(0);
            view.change(0);
            for (Rounds rounds = suite.scale().takeTurns(); rounds.next(); ) {
                OneEvent.Times times = event.untilStored(rounds.number() * 7 % system.models());
                visible.add(times.visible() / 1e6);
                stored.add(times.stored() / 1e6);
                refreshed.add(view.change(rounds.number()) * 1e3);
                suite.say(String.format(
                        Locale.ROOT,
                        "  round %d: visible %.1f ms, stored %.1f ms, refresh %.0f ms",
                        rounds.number(),
                        visible.last(),
                        stored.last(),
                        refreshed.last()));
            }
        }
        return Finding.of(
                this,
                HOW.formatted(system.models(), system.models() - 1, system.pages()),
                new Figure("visible", "ms", "%,.1f", visible.series(), refreshed.series(), new Goal.TimesLess(2_000)),
                new Figure("stored", "ms", "%,.1f", stored.series(), refreshed.series(), new Goal.TimesLess(200)));
    }
}
