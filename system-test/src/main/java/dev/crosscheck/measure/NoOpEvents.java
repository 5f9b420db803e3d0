package dev.crosscheck.measure;

import dev.crosscheck.event.pricing.PriceReported;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** P13: what repeats, says nothing new or comes late writes no page. */
final class NoOpEvents implements Measurement {

    private static final int OF_EACH_KIND = 50;
    private static final String HOW = """
            %,d events of each kind, one for each of so many models: sent a second time under the same id; the price in force \
            under a new id; another price, observed before the one in force. A page counts as written if its row was \
            written again: PostgreSQL keeps with each row which transaction wrote it.""";

    @Override
    public String id() {
        return "P13";
    }

    @Override
    public String title() {
        return "duplicate, replayed or no-op events";
    }

    @Override
    public Finding measure(Suite suite) throws Exception {
        MeasuredSystem system = suite.some();
        List<Catalogue.Item> changes = new ArrayList<>();
        for (int model = 0; model < Math.min(OF_EACH_KIND, system.models()); model++) {
            changes.add(system.nextChange(model));
        }
        changes.forEach(system::send);
        system.awaitSettled();
        return Finding.of(
                this,
                HOW.formatted(changes.size()),
                pagesWritten(system, "sent again", changes, system::send),
                pagesWritten(
                        system, "nothing new", changes, change -> system.send("same-" + change.id(), change.body())),
                pagesWritten(
                        system, "late", changes, change -> system.send("late-" + change.id(), late(change.body()))));
    }

    private static Figure pagesWritten(
            MeasuredSystem system, String kind, List<Catalogue.Item> changes, Consumer<Catalogue.Item> send) {
        Sql sql = system.sql();
        sql.execute("drop table if exists measure.before");
        sql.execute("create table measure.before as select first_id, second_id, xmin::text as written_by from page");
        sql.execute("create unique index on measure.before (first_id, second_id)");
        changes.forEach(send);
        system.awaitSettled();
        double written = sql.number("select count(*) from page left join measure.before using (first_id, second_id)"
                + " where written_by is distinct from page.xmin::text");
        sql.execute("drop table measure.before");
        return new Figure(kind, "pages written", "%,.0f", new Series(written), null, new Goal.AtMost(0));
    }

    private static Object late(Object body) {
        if (!(body instanceof PriceReported change)) {
            throw new IllegalArgumentException("body: " + body.getClass() + " (expected: a price)");
        }
        int model = Integer.parseInt(change.model().substring(change.model().lastIndexOf('-') + 1));
        return Catalogue.price(
                model,
                change.provider(),
                Catalogue.usualInput(model).movePointLeft(1).multiply(BigDecimal.valueOf(7)),
                Catalogue.START.plusSeconds(1));
    }
}
