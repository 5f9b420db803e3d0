package dev.crosscheck.kit.database;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;

/** The row of an answer that is being read just now, as {@link Prepared} statements give it. */
public final class Row {

    private final ResultSet rows;
    private final Map<Field<?>, Integer> columns;

    Row(ResultSet rows, Map<Field<?>, Integer> columns) {
        this.rows = rows;
        this.columns = columns;
    }

    /** The value of a column that is never null. */
    public <T> T get(Field<T> field) {
        T value = find(field);
        if (value == null) {
            throw new IllegalStateException(field + ": null (expected: a value)");
        }
        return value;
    }

    /** The value of a column; null if it has none. */
    public <T> @Nullable T find(Field<T> field) {
        Integer column = columns.get(field);
        if (column == null) {
            throw new IllegalArgumentException("field: " + field + " (expected: one of " + columns.keySet() + ")");
        }
        try {
            Object value = read(column, field.getType());
            return rows.wasNull() ? null : field.getType().cast(value);
        } catch (SQLException e) {
            throw new DataAccessException("Could not read " + field, e);
        }
    }

    private @Nullable Object read(int column, Class<?> type) throws SQLException {
        if (type == String.class) {
            return rows.getString(column);
        }
        if (type == Long.class) {
            return rows.getLong(column);
        }
        if (type == Boolean.class) {
            return rows.getBoolean(column);
        }
        if (type == BigDecimal.class) {
            return rows.getBigDecimal(column);
        }
        if (type == Instant.class) {
            OffsetDateTime moment = rows.getObject(column, OffsetDateTime.class);
            return moment == null ? null : moment.toInstant();
        }
        if (type == JSONB.class) {
            return JSONB.valueOf(rows.getString(column));
        }
        if (type == byte[].class) {
            return rows.getBytes(column);
        }
        throw new IllegalArgumentException(
                "type: " + type + " (expected: text, a whole or decimal number, truth, a moment, JSON or bytes)");
    }
}
