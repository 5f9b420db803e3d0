package dev.crosscheck.comparison.pagestore;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** Names bytes by their content: the first 16 bytes of their SHA-256. Equal names mean equal bytes. */
public final class Digest {

    private static final int BYTES = 16;

    /** Looking for whoever provides the algorithm takes as long as a page of bytes; what is found can be copied. */
    private static final MessageDigest UNUSED = sha256();

    public static byte[] of(byte[] bytes) {
        try {
            MessageDigest digest = (MessageDigest) UNUSED.clone();
            return Arrays.copyOf(digest.digest(bytes), BYTES);
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("SHA-256 of Java can be copied", e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
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
