package dev.crosscheck.comparison.pagestore;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes what a page says. Most sentences name a model or two, so that the name of each takes one byte; and no text
 * has its length before it, since that would be another with each number it holds. What stays is the same on many
 * pages, which is what packs well.
 *
 * <p>The bytes that stand for names and ends are such as UTF-8 never has. {@link ByteSource#words} reads them.
 */
final class Words {

    /** A text ends. */
    static final int END = 0xff;

    /** There is no text. */
    static final int NONE = 0xfe;

    /** The name of the first model; those of the next follow. */
    static final int FIRST_NAME = 0xf8;

    /** Further names are written out. */
    static final int MOST_NAMES = 6;

    private final ByteSink out;
    private final String[] names;

    /** Where each name is met next; -1 for nowhere. */
    private final int[] next;

    /** @throws IllegalArgumentException if a name is empty: it would be met everywhere */
    Words(ByteSink out, List<String> names) {
        if (names.contains("")) {
            throw new IllegalArgumentException("names: " + names + " (expected: none of them empty)");
        }
        this.out = out;
        this.names = names.stream().limit(MOST_NAMES).toArray(String[]::new);
        next = new int[this.names.length];
    }

    void text(String text) {
        byte[] encoded = text.getBytes(UTF_8);
        for (int name = 0; name < names.length; name++) {
            next[name] = text.indexOf(names[name]);
        }
        int from = 0;
        for (int name = nearest(); name >= 0; name = nearest()) {
            part(text, encoded, from, next[name]);
            out.oneByte(FIRST_NAME + name);
            from = next[name] + names[name].length();
            findFrom(text, from);
        }
        part(text, encoded, from, text.length());
        out.oneByte(END);
    }

    void textOrNull(@Nullable String text) {
        if (text == null) {
            none();
        } else {
            text(text);
        }
    }

    /** In place of a text. */
    void none() {
        out.oneByte(NONE);
    }

    /** The name that is met first, and the longest of those that begin together; -1 if there is none. */
    private int nearest() {
        int nearest = -1;
        for (int name = 0; name < names.length; name++) {
            if (next[name] >= 0
                    && (nearest < 0
                            || next[name] < next[nearest]
                            || next[name] == next[nearest] && names[name].length() > names[nearest].length())) {
                nearest = name;
            }
        }
        return nearest;
    }

    private void findFrom(String text, int from) {
        for (int name = 0; name < names.length; name++) {
            if (next[name] >= 0 && next[name] < from) {
                next[name] = text.indexOf(names[name], from);
            }
        }
    }

    private void part(String text, byte[] encoded, int from, int to) {
        if (encoded.length == text.length()) {
            // Nothing but ASCII: each letter is one byte, and stands where it stood.
            out.raw(encoded, from, to - from);
        } else if (from < to) {
            out.raw(text.substring(from, to).getBytes(UTF_8));
        }
    }
}
