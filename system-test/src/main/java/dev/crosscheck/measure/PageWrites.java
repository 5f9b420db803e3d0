package dev.crosscheck.measure;

import dev.crosscheck.local.RunningSystem;
import dev.crosscheck.local.Service;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * How many pages are recomputed and stored each second when every model changes at once, beside PostgreSQL's binary COPY
 * of the same pages into an empty table with the same indexes.
 */
final class PageWrites {

    private final RunningSystem system;
    private final Load load;

    PageWrites(RunningSystem system, Load load) {
        this.system = system;
        this.load = load;
    }

    /**
     * @param copied     pages a second, by COPY
     * @param recomputed pages a second, from the first event until the last page is stored
     * @param pages      pages of each round
     * @param bytes      of a page's stored body, on average
     */
    record Result(Series copied, Series recomputed, long pages, double bytes) {}

    Result measure(Measure.Scale scale) throws SQLException, IOException {
        double[] copied = new double[scale.rounds()];
        double[] recomputed = new double[scale.rounds()];
        changeEveryModel(scale);
        for (int round = 0; round < scale.rounds(); round++) {
            copied[round] = copy(scale);
            recomputed[round] = changeEveryModel(scale);
            System.out.printf(
                    Locale.ROOT,
                    "round %d: copy %.0f pages/s, recompute and store %.0f pages/s%n",
                    round + 1,
                    copied[round],
                    recomputed[round]);
        }
        double bytes = load.number("select avg(octet_length(body))::bigint from page");
        return new Result(new Series(copied), new Series(recomputed), scale.pages(), bytes);
    }

    /** A new price for every model; the clock stops when no page is older than its facts. */
    private double changeEveryModel(Measure.Scale scale) {
        load.awaitSettled();
        String marked = "select coalesce(sum(page_revision), 0) from profile";
        long before = load.number(marked);
        long start = System.nanoTime();
        for (int model = 0; model < scale.models(); model++) {
            load.publishPrice(model, 0);
        }
        // Settled means nothing before all the changes are known.
        while (load.number(marked) < before + scale.models()) {
            Thread.onSpinWait();
        }
        load.awaitSettled();
        return scale.pages() / seconds(start);
    }

    private double copy(Measure.Scale scale) throws SQLException, IOException {
        try (Connection connection = system.postgres().server().connect(Service.COMPARISON.id());
                Statement statement = connection.createStatement()) {
            statement.execute("create schema if not exists measure");
            statement.execute("drop table if exists measure.page");
            statement.execute("create table measure.page (like public.page including all)");
            CopyManager copies = connection.unwrap(PGConnection.class).getCopyAPI();
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            copies.copyOut("copy public.page to stdout (format binary)", bytes);
            ByteArrayInputStream in = new ByteArrayInputStream(bytes.toByteArray());
            long start = System.nanoTime();
            copies.copyIn("copy measure.page from stdin (format binary)", in);
            double rate = scale.pages() / seconds(start);
            statement.execute("drop table measure.page");
            return rate;
        }
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
