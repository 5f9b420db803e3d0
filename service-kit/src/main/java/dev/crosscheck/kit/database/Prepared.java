package dev.crosscheck.kit.database;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jooq.BindContext;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.Query;
import org.jooq.ResultQuery;
import org.jooq.SQLDialect;
import org.jooq.Select;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * A statement that is made once and run with other values each time, by a {@link Pipeline}. To make one, write it out
 * and find its rows' types again takes Java several times as long as it takes PostgreSQL to answer it.
 *
 * <p>It is made of an ordinary one, whose own values only hold the places: {@link #place} where any will do. Values are
 * given in the order of their places. Those of type text, number, truth, moment, JSON or bytes are taken, and a
 * collection of text for an array; null is.
 */
public final class Prepared {

    private static final DSLContext MAKING = DSL.using(SQLDialect.POSTGRES, Databases.settings());

    private final String sql;
    private final int places;
    private final Map<Field<?>, Integer> columns = new IdentityHashMap<>();

    private Prepared(Query statement, Field<?>[] columns) {
        sql = MAKING.render(statement);
        places = MAKING.extractBindValues(statement).size();
        for (int i = 0; i < columns.length; i++) {
            this.columns.put(columns[i], i + 1);
        }
    }

    /** Of whose result nothing is needed but how many rows it wrote. */
    public static Prepared statement(Query statement) {
        return new Prepared(statement, new Field<?>[0]);
    }

    /** Whose rows are read by the fields that it selects or returns. */
    public static Prepared question(ResultQuery<?> question) {
        // As a table, which fields() asks for, a selection has an alias.
        return new Prepared(
                question,
                question instanceof Select<?> selection
                        ? selection.getSelect().toArray(Field<?>[]::new)
                        : question.fields());
    }

    /** A place for a value of the field. */
    public static <T> Field<T> place(Field<T> field) {
        return DSL.val((T) null, field);
    }

    /** A place for any number of texts. */
    public static String[] places() {
        return new String[0];
    }

    String sql() {
        return sql;
    }

    void bind(PreparedStatement together, BindContext next, @Nullable Object[] values) throws SQLException {
        if (values.length != places) {
            throw new IllegalArgumentException(
                    "values: " + values.length + " (expected: " + places + ", the places of " + sql + ")");
        }
        for (Object value : values) {
            bind(together, next.nextIndex(), value);
        }
    }

    private static void bind(PreparedStatement together, int place, @Nullable Object value) throws SQLException {
        switch (value) {
            case null -> together.setNull(place, Types.NULL);
            case String text -> together.setString(place, text);
            case Long number -> together.setLong(place, number);
            case Instant moment -> together.setObject(place, moment.atOffset(ZoneOffset.UTC));
            case JSONB json -> together.setString(place, json.data());
            case byte[] bytes -> together.setBytes(place, bytes);
            case Collection<?> texts ->
                together.setArray(place, together.getConnection().createArrayOf("varchar", texts.toArray()));
            default -> together.setObject(place, value);
        }
    }

    <R> List<R> read(ResultSet rows, Function<Row, R> reading) throws SQLException {
        Row row = new Row(rows, columns);
        List<R> read = new ArrayList<>();
        while (rows.next()) {
            read.add(reading.apply(row));
        }
        return read;
    }
}
