package dev.crosscheck.kit.trace;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * The steps that a transaction belongs to, for what it says. A batch has many: what is said of a key goes on with what
 * was heard of that key, or with what all of them belong to. What could be either goes on with none: a trace that
 * leaves something out is better than one that is wrong.
 */
public final class Carried {

    /** The attribute of CloudEvents, as a header: by this one traces leave us. */
    public static final String HEADER = "ce_traceparent";

    private static final Object KEY = Carried.class;

    private final Map<ByteBuffer, String> byKey;
    private final @Nullable String ofAll;

    private Carried(Map<ByteBuffer, String> byKey, @Nullable String ofAll) {
        this.byKey = byKey;
        this.ofAll = ofAll;
    }

    /** What {@code tx} says from here on belongs to this step. */
    public static void set(DSLContext tx, @Nullable String traceparent) {
        if (traceparent != null) {
            set(tx, Map.of(), traceparent);
        }
    }

    /**
     * What {@code tx} says from here on belongs to these steps.
     *
     * @param byKey by the keys of the records that they take in
     * @param ofAll if all that is taken in belongs to one
     */
    static void set(DSLContext tx, Map<ByteBuffer, String> byKey, @Nullable String ofAll) {
        tx.configuration().data(KEY, new Carried(Map.copyOf(byKey), ofAll));
    }

    /** What {@code tx} says of a key belongs to its step. */
    public static void set(DSLContext tx, Map<String, String> byKey) {
        if (!byKey.isEmpty()) {
            Map<ByteBuffer, String> keys = new HashMap<>();
            byKey.forEach((key, traceparent) -> keys.put(ByteBuffer.wrap(key.getBytes(UTF_8)), traceparent));
            set(tx, keys, null);
        }
    }

    /** By what that goes on which {@code tx} says of this key; null if by nothing. */
    public static @Nullable String of(DSLContext tx, byte[] key) {
        if (!(tx.configuration().data(KEY) instanceof Carried carried)) {
            return null;
        }
        return carried.byKey.getOrDefault(ByteBuffer.wrap(key), carried.ofAll);
    }

    /** The headers with the one by which a message of this key goes on, if it does. */
    public static Map<String, String> with(DSLContext tx, byte[] key, Map<String, String> headers) {
        String traceparent = of(tx, key);
        if (traceparent == null) {
            return headers;
        }
        Map<String, String> more = new HashMap<>(headers);
        more.put(HEADER, traceparent);
        return more;
    }
}
