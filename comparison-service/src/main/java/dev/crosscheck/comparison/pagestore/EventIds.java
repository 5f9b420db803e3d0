package dev.crosscheck.comparison.pagestore;

import dev.crosscheck.event.EventId;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Ids of events in half the bytes, where they are hexadecimal as ours are. */
final class EventIds {

    static final int PACKED_BYTES = EventId.LENGTH / 2;

    /** Null for an id of another form. */
    static byte @Nullable [] packed(String id) {
        if (id.length() != EventId.LENGTH) {
            return null;
        }
        byte[] packed = new byte[PACKED_BYTES];
        for (int i = 0; i < PACKED_BYTES; i++) {
            int high = digit(id.charAt(2 * i));
            int low = digit(id.charAt(2 * i + 1));
            if ((high | low) < 0) {
                return null;
            }
            packed[i] = (byte) (high << 4 | low);
        }
        return packed;
    }

    static String unpacked(byte[] packed) {
        return HexFormat.of().formatHex(packed);
    }

    /** Small letters only: the id must come back as it was. */
    private static int digit(char character) {
        return character >= '0' && character <= '9'
                ? character - '0'
                : character >= 'a' && character <= 'f' ? character - 'a' + 10 : -1;
    }

    private EventIds() {}
}
