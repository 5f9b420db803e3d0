package dev.crosscheck.measure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** P11: bytes that a stored page takes, beside the same JSON left to PostgreSQL. */
final class StoredBytes implements Measurement {

    private static final int MOST_PAGES = 2_000;
    private static final String HOW = """
            %,d pages, copied row by row into two empty tables without free space, both with the two ids as primary key. One \
            keeps what the service stores, every column. The other keeps the two ids and the page's JSON as it is served, \
            as text that PostgreSQL compresses and moves out of line as it sees fit (TOAST, pglz). Counted is the table \
            with its TOAST and its headers, not the index, which is the same for both.""";

    @Override
    public String id() {
        return "P11";
    }

    @Override
    public String title() {
        return "stored bytes per page";
    }

    @Override
    public Finding measure(Suite suite) throws Exception {
        MeasuredSystem system = suite.some();
        Sql sql = system.sql();
        drop(sql);
        try {
            sql.execute("create table measure.packed (like page including storage)");
            // As the service's own table has it; "including" leaves it out.
            sql.execute("alter table measure.packed set (toast_tuple_target = 4080)");
            sql.execute("create table measure.plain (first_id varchar(120) collate \"C\" not null,"
                    + " second_id varchar(120) collate \"C\" not null, page text not null)");
            sql.execute("begin");
            long bytes = 0;
            int pages = 0;
            for (int first = 0; first < system.models() && pages < MOST_PAGES; first++) {
                for (int second = first + 1; second < system.models() && pages < MOST_PAGES; second += 3) {
                    bytes += copy(system, first, second);
                    pages++;
                }
            }
            sql.execute("commit");
            Series packed = new Series((double) sql.number("select pg_table_size('measure.packed')") / pages);
            Series plain = new Series((double) sql.number("select pg_table_size('measure.plain')") / pages);
            return Finding.of(
                            this,
                            HOW.formatted(pages),
                            new Figure("a page", "bytes", "%,.0f", packed, plain, new Goal.AtMostTimes(0.25)),
                            Figure.alone("its JSON", "bytes", "%,.0f", new Series((double) bytes / pages)))
                    .noting("Both tables are counted in whole pages of 8 KB, TOAST included.");
        } finally {
            sql.execute("rollback");
            drop(sql);
        }
    }

    private static long copy(MeasuredSystem system, int first, int second)
            throws SQLException, IOException, InterruptedException {
        byte[] json = system.get(system.page(first, second)).body();
        String one = Catalogue.modelId(first);
        String other = Catalogue.modelId(second);
        try (PreparedStatement packed = system.sql()
                        .connection()
                        .prepareStatement(
                                "insert into measure.packed select * from page where first_id = ? and second_id = ?");
                PreparedStatement plain =
                        system.sql().connection().prepareStatement("insert into measure.plain values (?, ?, ?)")) {
            packed.setString(1, one);
            packed.setString(2, other);
            if (packed.executeUpdate() != 1) {
                throw new IllegalStateException("page: " + one + "/" + other + " is not stored (expected: stored)");
            }
            plain.setString(1, one);
            plain.setString(2, other);
            plain.setString(3, new String(json, StandardCharsets.UTF_8));
            plain.executeUpdate();
        }
        return json.length;
    }

    private static void drop(Sql sql) {
        sql.execute("drop table if exists measure.packed");
        sql.execute("drop table if exists measure.plain");
    }
}
