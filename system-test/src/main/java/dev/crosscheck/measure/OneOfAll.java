package dev.crosscheck.measure;

import java.util.Locale;

/** P5: one event beside making every page. */
final class OneOfAll implements Measurement {

    private static final String HOW = """
            One new price of one of %,d models, from its publication until all stored pages of the model show it. The \
            baseline is making all %,d pages once, when there were none.""";

    @Override
    public String id() {
        return "P5";
    }

    @Override
    public String title() {
        return "one event beside a full rebuild";
    }

    @Override
    public Finding measure(Suite suite) throws Exception {
        MeasuredSystem system = suite.largestFilled();
        Samples stored = new Samples();
        Samples visible = new Samples();
        try (OneEvent event = new OneEvent(system)) {
            event.untilStored(0);
            for (Rounds rounds = suite.scale().takeTurns(); rounds.next(); ) {
                OneEvent.Times times = event.untilStored(rounds.number() * 11 % system.models());
                stored.add(times.stored() / 1e9);
                visible.add(times.visible() / 1e9);
                suite.say(String.format(Locale.ROOT, "  round %d: %.3f s", rounds.number(), stored.last()));
            }
        }
        Series rebuilt = new Series(suite.filledIn(system.models()));
        return Finding.of(
                this,
                HOW.formatted(system.models(), system.pages()),
                new Figure("stored", "s", "%,.3f", stored.series(), rebuilt, new Goal.TimesLess(1_000)),
                Figure.alone("visible", "s", "%,.4f", visible.series()));
    }
}
