package dev.crosscheck.kit.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jooq.DSLContext;

/**
 * When that was sent which a state goes back to, whatever it has come through since: what is said in the transaction
 * that took a message in carries the moment of that message on, in a header of its own.
 *
 * <p>It is there to be measured by, and nobody decides anything by it: it may be missing.
 */
public final class Origin {

    static final String HEADER = "origin_time";

    /** Before there was anything to publish: who has no clock, or a wrong one, says 1970. */
    private static final Instant EARLIEST = Instant.parse("2026-01-01T00:00:00Z");

    private static final Object KEY = Origin.class;

    /** The moment that the record carries on; empty for one that goes back to nothing else, or does not say. */
    public static Optional<Instant> carriedBy(ConsumerRecord<byte[], byte[]> record) {
        Header header = record.headers().lastHeader(HEADER);
        if (header == null || header.value() == null) {
            return Optional.empty();
        }
        try {
            return believable(Instant.parse(new String(header.value(), UTF_8)));
        } catch (DateTimeException _) {
            // Whoever wrote it: a figure less is all that comes of it.
            return Optional.empty();
        }
    }

    /** The moment that the record goes back to: the one that it carries on, or else its own. */
    public static Optional<Instant> of(ConsumerRecord<byte[], byte[]> record) {
        Optional<Instant> carried = carriedBy(record);
        return carried.isPresent() ? carried : believable(Instant.ofEpochMilli(record.timestamp()));
    }

    private static Optional<Instant> believable(Instant moment) {
        return moment.isBefore(EARLIEST) ? Optional.empty() : Optional.of(moment);
    }

    /** The states that {@code tx} says from here on go back to this moment. */
    public static void set(DSLContext tx, Instant origin) {
        tx.configuration().data(KEY, origin);
    }

    /** The state with the moment that {@code tx} goes back to, if it goes back to any. */
    static Outgoing carried(DSLContext tx, Outgoing state) {
        if (!(tx.configuration().data(KEY) instanceof Instant origin)) {
            return state;
        }
        Map<String, String> headers = new HashMap<>(state.headers());
        headers.put(HEADER, origin.toString());
        return new Outgoing(state.topic(), state.key(), headers, state.value());
    }

    private Origin() {}
}
