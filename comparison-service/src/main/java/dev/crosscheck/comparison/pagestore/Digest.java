package dev.crosscheck.comparison.pagestore;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** Names bytes by their content: the first 16 bytes of their SHA-256. Equal names mean equal bytes. */
public final class Digest {

    private static final int BYTES = 16;

    public static byte[] of(byte[] bytes) {
        try {
            return Arrays.copyOf(MessageDigest.getInstance("SHA-256").digest(bytes), BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** For headers and logs. */
    public static String text(byte[] digest) {
        return HexFormat.of().formatHex(digest);
    }

    private Digest() {}
}
