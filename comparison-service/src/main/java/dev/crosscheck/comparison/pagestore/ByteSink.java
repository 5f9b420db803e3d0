package dev.crosscheck.comparison.pagestore;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Bytes that grow as they are written. Numbers take as many as they need, seven bits in each. */
final class ByteSink {

    private byte[] bytes;
    private int size;

    ByteSink(int expected) {
        bytes = new byte[expected];
    }

    void oneByte(int value) {
        reserve(1);
        bytes[size++] = (byte) value;
    }

    /** @param number not negative */
    void number(long number) {
        reserve(10);
        long left = number;
        while (left > 0x7f) {
            bytes[size++] = (byte) (left | 0x80);
            left >>>= 7;
        }
        bytes[size++] = (byte) left;
    }

    /** A number of either sign; small ones of both stay short. */
    void signed(long number) {
        long zigzag = number << 1 ^ number >> 63;
        reserve(10);
        long left = zigzag;
        while ((left & ~0x7fL) != 0) {
            bytes[size++] = (byte) (left | 0x80);
            left >>>= 7;
        }
        bytes[size++] = (byte) left;
    }

    void text(String text) {
        byte[] encoded = text.getBytes(UTF_8);
        number(encoded.length);
        raw(encoded);
    }

    /** A text that may not be there: its length is one more, and 0 is none. */
    void textOrNull(@Nullable String text) {
        if (text == null) {
            oneByte(0);
            return;
        }
        byte[] encoded = text.getBytes(UTF_8);
        number(encoded.length + 1L);
        raw(encoded);
    }

    void raw(byte[] more) {
        raw(more, 0, more.length);
    }

    void raw(byte[] from, int at, int length) {
        reserve(length);
        System.arraycopy(from, at, bytes, size, length);
        size += length;
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    private void reserve(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }
}
