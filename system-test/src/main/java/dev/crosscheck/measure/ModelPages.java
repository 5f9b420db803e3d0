package dev.crosscheck.measure;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** P3: all stored pages of one changed model, beside writing the same bytes without knowing why. */
final class ModelPages implements Measurement {

    private static final String HOW = """
            One new price of one of %,d models, from its publication until none of the %,d stored pages of the model is \
            older. The baseline writes the bodies that these pages have by then into the same rows of the same table, sorted, \
            by one `update … from unnest(…)`, committed durably. The bytes are at hand before its clock starts.""";
    private static final String AT_ONCE = "update page set body = new.body"
            + " from unnest(?::varchar[], ?::varchar[], ?::bytea[]) as new (first_id, second_id, body)"
            + " where page.first_id = new.first_id and page.second_id = new.second_id";
    private static final String ONE_BY_ONE = "update page set body = ? where first_id = ? and second_id = ?";

    @Override
    public String id() {
        return "P3";
    }

    @Override
    public String title() {
        return "all stored pages of one changed model";
    }

    @Override
    public Finding measure(Suite suite) throws Exception {
        MeasuredSystem system = suite.largestFilled();
        Samples stored = new Samples();
        Samples behind = new Samples();
        Samples atOnce = new Samples();
        Samples oneByOne = new Samples();
        try (OneEvent event = new OneEvent(system)) {
            round(system, event, 0);
            for (Rounds rounds = suite.scale().takeTurns(); rounds.next(); ) {
                Round times = round(system, event, rounds.number() * 13 % system.models());
                stored.add(times.event.stored() / 1e6);
                behind.add((times.event.stored() - times.event.visible()) / 1e6);
                atOnce.add(times.atOnce / 1e6);
                oneByOne.add(times.oneByOne / 1e6);
                suite.say(String.format(
                        Locale.ROOT,
                        "  round %d: stored %.1f ms, raw update %.1f ms, row by row %.1f ms",
                        rounds.number(),
                        stored.last(),
                        atOnce.last(),
                        oneByOne.last()));
            }
        }
        return Finding.of(
                this,
                HOW.formatted(system.models(), system.models() - 1),
                new Figure(
                        "published → all stored",
                        "ms",
                        "%,.1f",
                        stored.series(),
                        atOnce.series(),
                        new Goal.AtMostTimes(1.6)),
                new Figure("visible → all stored", "ms", "%,.1f", behind.series(), atOnce.series(), Goal.NONE),
                new Figure(
                        "published → all stored, beside one prepared update for each row in one transaction",
                        "ms",
                        "%,.1f",
                        stored.series(),
                        oneByOne.series(),
                        Goal.NONE));
    }

    private record Round(OneEvent.Times event, long atOnce, long oneByOne) {}

    /** One row as it is stored. */
    @SuppressWarnings("ArrayRecordComponent") // On its way from one statement to another.
    private record Row(String first, String second, byte[] body) {}

    private static Round round(MeasuredSystem system, OneEvent event, int model) throws Exception {
        OneEvent.Times times = event.untilStored(model);
        List<Row> rows = rows(system.sql().connection(), Catalogue.modelId(model));
        if (rows.size() != system.models() - 1) {
            throw new IllegalStateException(Catalogue.modelId(model) + ": " + rows.size() + " stored pages (expected: "
                    + (system.models() - 1) + ")");
        }
        return new Round(
                times,
                writtenAtOnce(system.sql().connection(), rows),
                writtenOneByOne(system.sql().connection(), rows));
    }

    private static List<Row> rows(Connection connection, String model) throws SQLException {
        List<Row> rows = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement("select first_id, second_id, body from page"
                + " where first_id = ? or second_id = ? order by first_id, second_id")) {
            select.setString(1, model);
            select.setString(2, model);
            try (ResultSet found = select.executeQuery()) {
                while (found.next()) {
                    rows.add(new Row(found.getString(1), found.getString(2), found.getBytes(3)));
                }
            }
        }
        return rows;
    }

    private static long writtenAtOnce(Connection connection, List<Row> rows) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(AT_ONCE)) {
            long start = System.nanoTime();
            update.setArray(
                    1,
                    connection.createArrayOf(
                            "varchar", rows.stream().map(Row::first).toArray()));
            update.setArray(
                    2,
                    connection.createArrayOf(
                            "varchar", rows.stream().map(Row::second).toArray()));
            update.setArray(
                    3,
                    connection.createArrayOf(
                            "bytea", rows.stream().map(Row::body).toArray(byte[][]::new)));
            if (update.executeUpdate() != rows.size()) {
                throw new IllegalStateException("raw update: not all " + rows.size() + " rows were there");
            }
            return System.nanoTime() - start;
        }
    }

    private static long writtenOneByOne(Connection connection, List<Row> rows) throws SQLException {
        connection.setAutoCommit(false);
        try (PreparedStatement update = connection.prepareStatement(ONE_BY_ONE)) {
            long start = System.nanoTime();
            for (Row row : rows) {
                update.setBytes(1, row.body);
                update.setString(2, row.first);
                update.setString(3, row.second);
                update.executeUpdate();
            }
            connection.commit();
            return System.nanoTime() - start;
        } finally {
            connection.setAutoCommit(true);
        }
    }
}
