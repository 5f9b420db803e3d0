package dev.crosscheck.pricing;

import dev.crosscheck.kit.database.Pipeline;
import java.util.Arrays;
import java.util.Collection;
import java.util.Objects;
import org.jooq.BatchBindStep;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.InsertValuesStepN;
import org.jooq.RowCountQuery;
import org.jooq.Table;
import org.jooq.TableRecord;

/** Many rows at once: one statement, made once, that the driver sends with many rows in each round trip. */
public final class Bulk {

    /** So many rows are written out in one statement; each number of rows is a statement to be planned. */
    private static final int FEW = 3;

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
            tx.run(values(tx, table, rows));
        }
    }

    /** {@link #upsert(DSLContext, Table, Collection)} with the next statements, if the rows are few. */
    public static <R extends TableRecord<R>> void upsert(Pipeline tx, Table<R> table, Collection<R> rows) {
        if (rows.size() > FEW) {
            upsert(tx.tx(), table, rows);
        } else if (!rows.isEmpty()) {
            tx.run(values(tx, table, rows)
                    .onConflict(Objects.requireNonNull(table.getPrimaryKey(), "primary key")
                            .getFieldsArray())
                    .doUpdate()
                    .setAllToExcluded());
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

    private static <R extends TableRecord<R>> InsertValuesStepN<R> values(
            Pipeline tx, Table<R> table, Collection<R> rows) {
        Field<?>[] fields = given(table);
        InsertValuesStepN<R> insert = tx.dsl().insertInto(table).columns(fields);
        for (R row : rows) {
            insert = insert.values(Arrays.stream(fields).map(row::get).toArray());
        }
        return insert;
    }

    private static Field<?>[] given(Table<?> table) {
        var numbered = table.getIdentity();
        return Arrays.stream(table.fields())
                .filter(field -> numbered == null || !field.equals(numbered.getField()))
                .toArray(Field<?>[]::new);
    }

    private Bulk() {}
}
