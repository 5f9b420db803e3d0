package dev.crosscheck.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Ids for events that are made from something, so that making them again gives the same ids. */
public final class EventId {

    public static final int LENGTH = 32;

    /**
     * The first 128 bits of the SHA-256 of the parts, in hexadecimal.
     *
     * <p>Each part is preceded by its length, so that {@code ("ab", "c")} and {@code ("a", "bc")}
     * differ. A part that is null differs from an empty one.
     */
    public static String of(Object... parts) {
        MessageDigest digest = sha256();
        for (Object part : parts) {
            byte[] bytes = part == null ? null : String.valueOf(part).getBytes(UTF_8);
            digest.update(ByteBuffer.allocate(Integer.BYTES)
                    .putInt(bytes == null ? -1 : bytes.length)
                    .flip());
            if (bytes != null) {
                digest.update(bytes);
            }
        }
        return HexFormat.of().formatHex(digest.digest(), 0, LENGTH / 2);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    private EventId() {}
}
