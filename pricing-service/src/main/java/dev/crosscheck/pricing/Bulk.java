package dev.crosscheck.pricing;

import dev.crosscheck.kit.database.Pipeline;
import dev.crosscheck.kit.database.Prepared;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jooq.BatchBindStep;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.InsertValuesStepN;
import org.jooq.RowCountQuery;
import org.jooq.Table;
import org.jooq.TableRecord;
import org.jooq.impl.DSL;

/** Many rows at once: one statement, made once, that the driver sends with many rows in each round trip. */
public final class Bulk {

    /** So many rows are written out in one statement; each number of rows is a statement to be planned. */
    private static final int FEW = 3;

    /** Which rows are written how. */
    private record Shape(Table<?> table, int rows, boolean overwrites) {}

    /** As many as tables, times two, times {@link #FEW}. */
    private static final Map<Shape, Prepared> FEW_ROWS = new ConcurrentHashMap<>();

    /** Adds the rows. A column that the database numbers is left to it. */
    public static <R extends TableRecord<R>> void insert(DSLContext tx, Table<R> table, Collection<R> rows) {
        Field<?>[] fields = given(table);
        execute(tx, tx.insertInto(table).columns(fields).values(new Object[fields.length]), fields, rows);
    }

    /** {@link #insert(DSLContext, Table, Collection)} with the next statements, if the rows are few. */
    public static <R extends TableRecord<R>> void insert(Pipeline tx, Table<R> table, Collection<R> rows) {
        if (rows.size() > FEW) {
            insert(tx.tx(), table, rows);
        } else if (!rows.isEmpty()) {
            run(tx, new Shape(table, rows.size(), false), rows);
        }
    }

    /** {@link #upsert(DSLContext, Table, Collection)} with the next statements, if the rows are few. */
    public static <R extends TableRecord<R>> void upsert(Pipeline tx, Table<R> table, Collection<R> rows) {
        if (rows.size() > FEW) {
            upsert(tx.tx(), table, rows);
        } else if (!rows.isEmpty()) {
            run(tx, new Shape(table, rows.size(), true), rows);
        }
    }

    /** Adds the rows, or writes them over those of the same primary key. */
    public static <R extends TableRecord<R>> void upsert(DSLContext tx, Table<R> table, Collection<R> rows) {
        Field<?>[] fields = given(table);
        execute(
                tx,
                tx.insertInto(table)
                        .columns(fields)
                        .values(new Object[fields.length])
                        .onConflict(Objects.requireNonNull(table.getPrimaryKey(), "primary key")
                                .getFieldsArray())
                        .doUpdate()
                        .setAllToExcluded(),
                fields,
                rows);
    }

    private static <R extends TableRecord<R>> void execute(
            DSLContext tx, RowCountQuery statement, Field<?>[] fields, Collection<R> rows) {
        if (rows.isEmpty()) {
            return;
        }
        BatchBindStep batch = tx.batch(statement);
        for (R row : rows) {
            batch = batch.bind(Arrays.stream(fields).map(row::get).toArray());
        }
        batch.execute();
    }

    private static <R extends TableRecord<R>> void run(Pipeline tx, Shape shape, Collection<R> rows) {
        Prepared statement = FEW_ROWS.computeIfAbsent(shape, Bulk::statement);
        Field<?>[] fields = given(shape.table);
        tx.run(
                statement,
                rows.stream()
                        .flatMap(row -> Arrays.stream(fields).map(row::get))
                        .toArray());
    }

    private static Prepared statement(Shape shape) {
        Field<?>[] fields = given(shape.table);
        InsertValuesStepN<?> insert = DSL.insertInto(shape.table).columns(fields);
        for (int row = 0; row < shape.rows; row++) {
            insert = insert.values(Arrays.stream(fields).map(Prepared::place).toArray());
        }
        return Prepared.statement(
                shape.overwrites
                        ? insert.onConflict(Objects.requireNonNull(shape.table.getPrimaryKey(), "primary key")
                                        .getFieldsArray())
                                .doUpdate()
                                .setAllToExcluded()
                        : insert);
    }

    private static Field<?>[] given(Table<?> table) {
        var numbered = table.getIdentity();
        return Arrays.stream(table.fields())
                .filter(field -> numbered == null || !field.equals(numbered.getField()))
                .toArray(Field<?>[]::new);
    }

    private Bulk() {}
}
