package dev.crosscheck.measure;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/** PostgreSQL's binary COPY of stored pages into an empty table with the same columns, indexes and settings. */
final class RawCopy {

    /** What more rows would tell is not worth the time. */
    static final long MOST_ROWS = 500_000;

    private final Sql sql;

    RawCopy(Sql sql) {
        this.sql = sql;
    }

    /** @return rows a second, from the first byte sent until the commit */
    double rowsASecond() throws SQLException, IOException {
        CopyManager copies = sql.connection().unwrap(PGConnection.class).getCopyAPI();
        Path file = Files.createTempFile("crosscheck-pages-", ".copy");
        try {
            sql.execute("drop table if exists measure.page");
            sql.execute("create table measure.page (like public.page including all)");
            long rows;
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
                rows = copies.copyOut(
                        "copy (select * from public.page limit " + MOST_ROWS + ") to stdout (format binary)", out);
            }
            try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
                long start = System.nanoTime();
                copies.copyIn("copy measure.page from stdin (format binary)", in, 1 << 16);
                return rows / ((System.nanoTime() - start) / 1e9);
            }
        } finally {
            Files.delete(file);
            sql.execute("drop table if exists measure.page");
        }
    }
}
