package dev.crosscheck.kit.http;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads long lists some rows at a time, where little is kept of a row and the row itself may be large. */
public final class Portions {

    /** Of some ten kilobytes each: a megabyte or two, whoever asks for however many. */
    public static final int ROWS = 100;

    /**
     * Reads rows in the order of their keys, and hands each on.
     *
     * @param after the key of the last row that is not wanted
     * @param limit of how many rows
     * @param rows  reads so many rows behind a key
     * @param key   of a row
     * @param row   is told each
     * @return the key of the last row, if there may be more; null if there are none
     */
    public static <R> @Nullable String read(
            String after,
            int limit,
            BiFunction<String, Integer, List<R>> rows,
            Function<R, String> key,
            Consumer<R> row) {
        String last = after;
        int left = limit;
        while (left > 0) {
            int asked = Math.min(ROWS, left);
            List<R> portion = rows.apply(last, asked);
            portion.forEach(row);
            if (portion.size() < asked) {
                return null;
            }
            last = key.apply(portion.getLast());
            left -= asked;
        }
        return last;
    }

    private Portions() {}
}
