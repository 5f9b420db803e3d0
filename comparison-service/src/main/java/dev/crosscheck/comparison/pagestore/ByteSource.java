package dev.crosscheck.comparison.pagestore;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads what a {@link ByteSink} wrote. What it cannot have written is refused, never guessed at. */
final class ByteSource {

    private final byte[] bytes;
    private int at;

    ByteSource(byte[] bytes) {
        this.bytes = bytes;
    }

    int oneByte() {
        if (at >= bytes.length) {
            throw damaged("the end", "more");
        }
        return bytes[at++] & 0xff;
    }

    long number() {
        long number = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int next = oneByte();
            number |= (next & 0x7fL) << shift;
            if (next < 0x80) {
                return number;
            }
        }
        throw damaged("a number of more than ten bytes", "at most ten");
    }

    long signed() {
        long zigzag = number();
        return zigzag >>> 1 ^ -(zigzag & 1);
    }

    /** @param below what it must be less than */
    int index(int below) {
        long index = number();
        if (index < 0 || index >= below) {
            throw damaged("index " + index, "0 to " + (below - 1));
        }
        return (int) index;
    }

    String text() {
        return text(number());
    }

    @Nullable
    String textOrNull() {
        long length = number();
        return length == 0 ? null : text(length - 1);
    }

    /** Whether {@link Words#NONE} stands in place of a text; it is behind us then. */
    boolean isNone() {
        return isNext(Words.NONE);
    }

    /** Whether a text of {@link Words} ends here; its end is behind us then. */
    boolean isEnd() {
        return isNext(Words.END);
    }

    private boolean isNext(int expected) {
        boolean met = at < bytes.length && (bytes[at] & 0xff) == expected;
        if (met) {
            at++;
        }
        return met;
    }

    /**
     * A text of {@link Words}.
     *
     * @param names in UTF-8, in the order in which bytes stand for them
     */
    String words(List<byte[]> names) {
        ByteSink text = new ByteSink(128);
        int from = at;
        for (int next = oneByte(); next != Words.END; next = oneByte()) {
            if (next >= Words.FIRST_NAME) {
                int name = next - Words.FIRST_NAME;
                if (name >= names.size()) {
                    throw damaged("byte " + next + " in a text", "UTF-8, or one of " + names.size() + " names");
                }
                text.raw(bytes, from, at - 1 - from);
                text.raw(names.get(name));
                from = at;
            }
        }
        text.raw(bytes, from, at - 1 - from);
        return new String(text.toBytes(), UTF_8);
    }

    @Nullable
    String wordsOrNull(List<byte[]> names) {
        return isNone() ? null : words(names);
    }

    byte[] raw(int length) {
        if (length > bytes.length - at) {
            throw damaged(length + " bytes more", "at most " + (bytes.length - at));
        }
        at += length;
        return Arrays.copyOfRange(bytes, at - length, at);
    }

    /** How many elements follow, then each of them. */
    <T> List<T> list(Supplier<T> element) {
        // Each element has a byte at least, so that a damaged length asks for no memory.
        int size = index(bytes.length - at + 1);
        List<T> list = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            list.add(element.get());
        }
        return Collections.unmodifiableList(list);
    }

    /** @throws IllegalArgumentException if bytes are left */
    void end() {
        if (at != bytes.length) {
            throw damaged(bytes.length - at + " bytes more", "the end");
        }
    }

    IllegalArgumentException damaged(String met, String expected) {
        return new IllegalArgumentException("page, byte " + at + ": " + met + " (expected: " + expected + ")");
    }

    /** @param length in bytes */
    String text(long length) {
        if (length < 0 || length > bytes.length - at) {
            throw damaged("a text of " + length + " bytes", "at most " + (bytes.length - at));
        }
        String text = new String(bytes, at, (int) length, UTF_8);
        at += (int) length;
        return text;
    }
}
