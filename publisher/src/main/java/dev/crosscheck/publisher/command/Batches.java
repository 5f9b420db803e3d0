package dev.crosscheck.publisher.command;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;

/** Names of batches: what one run of the tool has published. */
final class Batches {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss").withZone(ZoneOffset.UTC);

    private static final SecureRandom RANDOM = new SecureRandom();

    /** A name that no other run has: {@code samples-20260702T101112-1a2b3c4d}. */
    static String newName(String what, Instant now) {
        byte[] bytes = new byte[4];
        RANDOM.nextBytes(bytes);
        return what + "-" + TIME.format(now) + "-" + HexFormat.of().formatHex(bytes);
    }

    private Batches() {}
}
