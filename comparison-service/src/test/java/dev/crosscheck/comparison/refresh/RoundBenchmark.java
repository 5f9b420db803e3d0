package dev.crosscheck.comparison.refresh;

import static dev.crosscheck.comparison.db.Tables.PAGE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.crosscheck.comparison.page.Catalogue;
import dev.crosscheck.comparison.page.Profile;
import dev.crosscheck.comparison.sample.Engine;
import dev.crosscheck.event.catalog.ModelState;
import dev.crosscheck.event.pricing.PriceSheet;
import dev.crosscheck.event.pricing.PriceSheet.Offer;
import dev.crosscheck.event.pricing.Rate;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import jdk.jfr.Configuration;
import jdk.jfr.Recording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Where the time of a round goes: real pages, a real database, no broker and no relay.
 *
 * <pre>mvn -pl comparison-service -am test -Dtest=RoundBenchmark -Dsurefire.failIfNoSpecifiedTests=false \
 *     -Dcrosscheck.benchmark.models=300 -Dcrosscheck.benchmark.recording=$PWD/round.jfr</pre>
 *
 * <p>The second property, if it is there, says where to leave a recording of the Java machine.
 */
class RoundBenchmark {

    private static final int ROUNDS = 6;

    @Test
    @EnabledIfSystemProperty(
            named = "crosscheck.benchmark.models",
            matches = "[0-9]+",
            disabledReason = "a measurement of minutes, for a machine that does nothing else; it checks nothing")
    void run() throws Exception {
        List<Profile> models = new ArrayList<>(Catalogue.of(Integer.getInteger("crosscheck.benchmark.models")));
        try (Engine engine = Engine.startWithRealPages()) {
            for (Profile model : models) {
                engine.hear(Stream.of(model.catalog(), model.prices()).toArray());
            }
            report("all new", engine);
            String recording = System.getProperty("crosscheck.benchmark.recording");
            try (Recording profile = new Recording(Configuration.getConfiguration("profile"))) {
                if (recording != null) {
                    profile.start();
                }
                for (int round = 0; round < ROUNDS; round++) {
                    for (int model = 0; model < models.size(); model++) {
                        models.set(model, dearer(models.get(model)));
                    }
                    engine.hear(models.stream().map(Profile::prices).toArray());
                    report("all models", engine);
                }
                if (recording != null) {
                    profile.dump(Path.of(recording));
                }
            }
            for (int round = 0; round < 3 * ROUNDS; round++) {
                int model = round * 13 % models.size();
                models.set(model, dearer(models.get(model)));
                engine.hear(prices(models.get(model)));
                report("one model", engine);
            }
            System.out.println(engine.dsl()
                    .fetch("select pg_stat_force_next_flush(), n_tup_upd, n_tup_hot_upd,"
                            + " pg_table_size('page') / (select count(*) from page) as bytes_a_page"
                            + " from pg_stat_user_tables where relname = 'page'"));
            assertThat(engine.dsl().fetchCount(PAGE)).isEqualTo(models.size() * (models.size() - 1) / 2);
        }
    }

    private static void report(String what, Engine engine) {
        double before = made(engine);
        double cpuBefore = cpuMicrosOfPageMakers();
        long start = System.nanoTime();
        engine.refresh();
        double millis = (System.nanoTime() - start) / 1e6;
        double pages = made(engine) - before;
        System.out.printf(
                Locale.ROOT,
                "%s: %,.0f pages, %,.1f ms, %,.0f pages/s, %,.0f us of processor time to make a page%n",
                what,
                pages,
                millis,
                pages * 1e3 / millis,
                (cpuMicrosOfPageMakers() - cpuBefore) / pages);
    }

    /** Unlike the time that passes, it says the same on a machine that has other work too. */
    private static double cpuMicrosOfPageMakers() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        double nanos = 0;
        for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
            if (thread != null && thread.getThreadName().startsWith("page-maker-")) {
                nanos += threads.getThreadCpuTime(thread.getThreadId());
            }
        }
        return nanos / 1e3;
    }

    private static double made(Engine engine) {
        return engine.get(io.micrometer.core.instrument.MeterRegistry.class)
                .counter("crosscheck.pages.recomputed")
                .count();
    }

    private static PriceSheet prices(Profile profile) {
        PriceSheet prices = profile.prices();
        if (prices == null) {
            throw new IllegalStateException(profile.model() + ": no prices (expected: some)");
        }
        return prices;
    }

    /** The first offer a thousandth of a dollar dearer, as one event says it. */
    private static Profile dearer(Profile profile) {
        ModelState catalog = profile.catalog();
        PriceSheet sheet = prices(profile);
        List<Offer> offers = new ArrayList<>(sheet.offers());
        if (!offers.isEmpty()) {
            Offer offer = offers.getFirst();
            List<Rate> rates = new ArrayList<>(offer.rates());
            Rate first = rates.getFirst();
            rates.set(
                    0,
                    Rate.standard(
                            first.component(),
                            first.price().amount().add(new BigDecimal("0.001")).toPlainString()));
            offers.set(
                    0,
                    new Offer(
                            offer.provider(),
                            offer.route(),
                            offer.terms(),
                            rates,
                            offer.facts(),
                            offer.status(),
                            offer.provenance(),
                            offer.rule(),
                            offer.others(),
                            offer.underReview(),
                            offer.history()));
        }
        return new Profile(catalog, new PriceSheet(sheet.model(), sheet.revision() + 1, offers));
    }
}
