package dev.crosscheck.pricing;

import java.util.Arrays;
import java.util.Collection;
import java.util.Objects;
import org.jooq.BatchBindStep;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.RowCountQuery;
import org.jooq.Table;
import org.jooq.TableRecord;

/** Many rows at once: one statement, made once, that the driver sends with many rows in each round trip. */
public final class Bulk {

    /** Adds the rows. A column that the database numbers is left to it. */
    public static <R extends TableRecord<R>> void insert(DSLContext tx, Table<R> table, Collection<R> rows) {
        Field<?>[] fields = given(table);
        execute(tx, tx.insertInto(table).columns(fields).values(new Object[fields.length]), fields, rows);
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

    private static Field<?>[] given(Table<?> table) {
        var numbered = table.getIdentity();
        return Arrays.stream(table.fields())
                .filter(field -> numbered == null || !field.equals(numbered.getField()))
                .toArray(Field<?>[]::new);
    }

    private Bulk() {}
}
