package dev.crosscheck.kit.deadletter;

import static dev.crosscheck.kit.db.Tables.DEAD_LETTER;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.when;

import dev.crosscheck.kit.db.tables.records.DeadLetterRecord;
import dev.crosscheck.kit.outbox.Outbox;
import dev.crosscheck.kit.outbox.Outgoing;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records that will never be right: kept in a table with their bytes and the reason, and sent to the
 * service's dead-letter topic, so that those around them go on and nothing is lost.
 */
@Singleton
public final class DeadLetters {

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);
    private static final byte[] NOTHING = new byte[0];
    /** Of what came. The topic takes 2 MiB, with the reason and all that Kafka adds. */
    private static final int MAX_SENT_BYTES = 2_000_000;

    private static final int MAX_REASON_LENGTH = 2_000;

    /** Those of our own events take less than one. */
    private static final int MAX_LISTED_HEADERS = 8 * 1024;

    private static final Field<JSONB> SMALL_HEADERS = when(
                    field("octet_length(cast({0} as text))", Integer.class, DEAD_LETTER.HEADERS)
                            .le(MAX_LISTED_HEADERS),
                    DEAD_LETTER.HEADERS)
            .otherwise(inline(JSONB.valueOf("[]")));

    private static final Field<Long> BYTES = field("coalesce(octet_length({0}), 0)", Long.class, DEAD_LETTER.VALUE);

    private final DeadLetterConfig config;
    private final Outbox outbox;
    private final Clock clock;
    private final MeterRegistry meters;

    public DeadLetters(DeadLetterConfig config, Outbox outbox, Clock clock, MeterRegistry meters) {
        this.config = config;
        this.outbox = outbox;
        this.clock = clock;
        this.meters = meters;
    }

    /**
     * Sets the record aside.
     *
     * @param reason the field, the value met and the value expected
     */
    public void add(DSLContext tx, ConsumerRecord<byte[], byte[]> record, String reason) {
        String cleanReason = clean(reason);
        List<ReceivedHeader> headers = headersOf(record);
        long id = tx.insertInto(DEAD_LETTER)
                .set(DEAD_LETTER.TOPIC, record.topic())
                .set(DEAD_LETTER.PARTITION, record.partition())
                .set(DEAD_LETTER.RECORD_OFFSET, record.offset())
                .set(DEAD_LETTER.KEY, record.key())
                .set(DEAD_LETTER.VALUE, record.value())
                .set(DEAD_LETTER.HEADERS, ReceivedHeaders.toJson(headers))
                .set(DEAD_LETTER.REASON, cleanReason)
                .set(DEAD_LETTER.RECORDED_AT, OffsetDateTime.now(clock))
                .returningResult(DEAD_LETTER.ID)
                .fetchSingle(DEAD_LETTER.ID);
        outbox.add(tx, letter(id, record, headers, cleanReason));
        count(record.topic()).increment();
        LOG.atWarn()
                .addKeyValue("topic", record.topic())
                .addKeyValue("partition", record.partition())
                .addKeyValue("offset", record.offset())
                .addKeyValue("reason", cleanReason)
                .log("Set a record aside");
    }

    /** Counts those of the topic from 0 on: the first of a series that begins with it is no increase to who watches. */
    public void expect(String topic) {
        count(topic);
    }

    private Counter count(String topic) {
        return meters.counter("crosscheck.dead.letters", "topic", topic);
    }

    /**
     * Letters after the one with this id, oldest first. What came stays in the database: that of a hundred letters may be
     * more than there is memory.
     */
    public List<ListedLetter> list(DSLContext dsl, long after, int limit) {
        return dsl.select(
                        DEAD_LETTER.ID,
                        DEAD_LETTER.TOPIC,
                        DEAD_LETTER.PARTITION,
                        DEAD_LETTER.RECORD_OFFSET,
                        DEAD_LETTER.REASON,
                        DEAD_LETTER.RECORDED_AT,
                        SMALL_HEADERS,
                        BYTES)
                .from(DEAD_LETTER)
                .where(DEAD_LETTER.ID.gt(after))
                .orderBy(DEAD_LETTER.ID)
                .limit(limit)
                .fetch(DeadLetters::listed);
    }

    public Optional<DeadLetter> find(DSLContext dsl, long id) {
        return dsl.selectFrom(DEAD_LETTER).where(DEAD_LETTER.ID.eq(id)).fetchOptional(DeadLetters::letter);
    }

    /**
     * What the topic gets. A Kafka message of ours has text headers, each name once, and a broker takes no
     * message without bounds: where the letter cannot be the record itself, it says which letter has it.
     */
    private Outgoing letter(
            long id, ConsumerRecord<byte[], byte[]> record, List<ReceivedHeader> headers, String reason) {
        Map<String, String> sent = new HashMap<>();
        // As it is kept until it is sent, and as large.
        headers.forEach(header -> sent.put(withoutNul(header.name()), withoutNul(header.text())));
        byte[] key = record.key() == null ? NOTHING : record.key();
        byte[] value = record.value() == null ? NOTHING : record.value();
        Map<String, String> origin = new HashMap<>();
        origin.put("dead_letter_id", String.valueOf(id));
        origin.put("dead_letter_reason", reason);
        origin.put("dead_letter_topic", record.topic());
        origin.put("dead_letter_partition", String.valueOf(record.partition()));
        origin.put("dead_letter_offset", String.valueOf(record.offset()));
        if (record.key() == null) {
            origin.put("dead_letter_key", "null");
        }
        if (record.value() == null) {
            origin.put("dead_letter_value", "null");
        }
        int left = MAX_SENT_BYTES;
        if (key.length > left) {
            origin.put("dead_letter_key", where(key.length, id));
            key = NOTHING;
        }
        left -= key.length;
        if (bytes(sent) > left) {
            origin.put("dead_letter_headers", where(bytes(sent), id));
            sent.clear();
        }
        left -= bytes(sent);
        if (value.length > left) {
            origin.put("dead_letter_value", where(value.length, id));
            value = NOTHING;
        }
        sent.putAll(origin);
        return new Outgoing(config.topic(), key, sent, value);
    }

    private static String where(int bytes, long id) {
        return bytes + " bytes, at /v1/dead-letters/" + id;
    }

    private static int bytes(Map<String, String> headers) {
        return headers.entrySet().stream()
                .mapToInt(header -> header.getKey().getBytes(UTF_8).length
                        + header.getValue().getBytes(UTF_8).length)
                .sum();
    }

    private static ListedLetter listed(Record row) {
        List<ReceivedHeader> headers = ReceivedHeaders.fromJson(row.get(SMALL_HEADERS));
        return new ListedLetter(
                row.get(DEAD_LETTER.ID),
                ReceivedHeaders.last(headers, "ce_id"),
                ReceivedHeaders.last(headers, "ce_batch"),
                row.get(DEAD_LETTER.TOPIC),
                row.get(DEAD_LETTER.PARTITION),
                row.get(DEAD_LETTER.RECORD_OFFSET),
                row.get(DEAD_LETTER.REASON),
                row.get(BYTES),
                row.get(DEAD_LETTER.RECORDED_AT).toInstant());
    }

    private static DeadLetter letter(DeadLetterRecord row) {
        return new DeadLetter(
                row.getId(),
                row.getTopic(),
                row.getPartition(),
                row.getRecordOffset(),
                row.getKey(),
                row.getValue(),
                ReceivedHeaders.fromJson(row.getHeaders()),
                row.getReason(),
                row.getRecordedAt().toInstant());
    }

    private static List<ReceivedHeader> headersOf(ConsumerRecord<byte[], byte[]> record) {
        List<ReceivedHeader> headers = new ArrayList<>();
        for (Header header : record.headers()) {
            headers.add(new ReceivedHeader(header.key(), header.value()));
        }
        return headers;
    }

    /** PostgreSQL's text refuses U+0000. */
    private static String withoutNul(String text) {
        return text.replace('\u0000', '\uFFFD');
    }

    /** The reason may quote what came. */
    private static String clean(String reason) {
        String text = withoutNul(reason);
        return text.length() <= MAX_REASON_LENGTH ? text : text.substring(0, MAX_REASON_LENGTH);
    }
}
