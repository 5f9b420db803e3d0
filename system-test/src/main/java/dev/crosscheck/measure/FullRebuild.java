package dev.crosscheck.measure;

import dev.crosscheck.event.Topics;
import dev.crosscheck.local.Service;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Locale;

/** P4: every page made and stored again, beside PostgreSQL's binary COPY of the same bytes. */
final class FullRebuild implements Measurement {

    private static final String HOW = """
            Every one of %,d models gets a new price while comparison-service is held still; the clock runs from when it may \
            go on until none of the %,d stored pages is older than its facts: reading the states, recomputing every page and \
            writing those that differ, which all do. The baseline is a binary COPY of the same rows (at most %,d of them) \
            into an empty table with the same indexes.""";
    private static final String LARGEST = """
            All pages of the largest catalogue whose pages can be made within %d minutes: %,d models, %,d pages, from an \
            empty table, from the start of the process until the last page was stored; once.""";

    @Override
    public String id() {
        return "P4";
    }

    @Override
    public String title() {
        return "full rebuild";
    }

    @Override
    public Finding measure(Suite suite) throws Exception {
        MeasuredSystem system = suite.some();
        Samples copied = new Samples();
        Samples rebuilt = new Samples();
        RawCopy copy = new RawCopy(system.sql());
        rebuild(system);
        for (Rounds rounds = suite.scale().takeTurns(); rounds.next(); ) {
            copied.add(copy.rowsASecond());
            rebuilt.add(rebuild(system));
            suite.say(String.format(
                    Locale.ROOT,
                    "  round %d: COPY %,.0f rows/s, rebuild %,.0f pages/s",
                    rounds.number(),
                    copied.last(),
                    rebuilt.last()));
        }
        Series pagesASecond = rebuilt.series();
        suite.makesInASecond(pagesASecond.median());
        Figure figure = new Figure(
                String.format(Locale.ROOT, "%,d pages changed", system.pages()),
                "pages/s",
                "%,.0f",
                pagesASecond,
                copied.series(),
                new Goal.AtLeastTimes(0.5));
        String how = HOW.formatted(system.models(), system.pages(), RawCopy.MOST_ROWS);
        MeasuredSystem largest = suite.largestFilled();
        if (largest == system) {
            return Finding.of(this, how, figure);
        }
        return Finding.of(this, how, figure, fromNothing(suite, largest))
                .noting(LARGEST.formatted(suite.scale().filledWithin().toMinutes(), largest.models(), largest.pages()));
    }

    private static Figure fromNothing(Suite suite, MeasuredSystem largest) throws SQLException, IOException {
        return new Figure(
                String.format(Locale.ROOT, "%,d pages from nothing", largest.pages()),
                "pages/s",
                "%,.0f",
                new Series(largest.pages() / suite.filledIn(largest.models())),
                new Series(new RawCopy(largest.sql()).rowsASecond()),
                new Goal.AtLeastTimes(0.5));
    }

    /** @return pages a second */
    private static double rebuild(MeasuredSystem system) {
        system.awaitSettled();
        system.processes().process(Service.COMPARISON).suspend();
        long start;
        try {
            for (int model = 0; model < system.models(); model++) {
                system.publishChange(model);
            }
            system.flush();
            system.backlog().awaitHandedOver();
        } finally {
            start = System.nanoTime();
            system.processes().process(Service.COMPARISON).resume();
        }
        long offsets = system.backlog().end(Topics.MODELS) + system.backlog().end(Topics.PRICE_SHEETS);
        system.backlog().awaitReadAndRefreshed(system.sql(), offsets);
        return system.pages() / ((System.nanoTime() - start) / 1e9);
    }
}
