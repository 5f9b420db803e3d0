package dev.crosscheck.kit.deadletter;

import static dev.crosscheck.kit.db.Tables.DEAD_LETTER;

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
    /** Well below the 8 MiB that the topic takes, headers and all. */
    private static final int MAX_SENT_BYTES = 7_000_000;

    private static final int MAX_REASON_LENGTH = 2_000;

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

    /** Letters after the one with this id, oldest first. */
    public List<DeadLetter> list(DSLContext dsl, long after, int limit) {
        return dsl.selectFrom(DEAD_LETTER)
                .where(DEAD_LETTER.ID.gt(after))
                .orderBy(DEAD_LETTER.ID)
                .limit(limit)
                .fetch(DeadLetters::letter);
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
        boolean tooLarge = record.value() != null && record.value().length > MAX_SENT_BYTES;
        Map<String, String> withOrigin = new HashMap<>();
        headers.forEach(header -> withOrigin.put(header.name(), header.text()));
        withOrigin.put("dead_letter_id", String.valueOf(id));
        withOrigin.put("dead_letter_reason", reason);
        withOrigin.put("dead_letter_topic", record.topic());
        withOrigin.put("dead_letter_partition", String.valueOf(record.partition()));
        withOrigin.put("dead_letter_offset", String.valueOf(record.offset()));
        if (record.key() == null) {
            withOrigin.put("dead_letter_key", "null");
        }
        if (record.value() == null) {
            withOrigin.put("dead_letter_value", "null");
        } else if (tooLarge) {
            withOrigin.put("dead_letter_value", record.value().length + " bytes, at /v1/dead-letters/" + id);
        }
        return new Outgoing(
                config.topic(),
                record.key() == null ? NOTHING : record.key(),
                withOrigin,
                record.value() == null || tooLarge ? NOTHING : record.value());
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

    /** The reason may quote what came: PostgreSQL's text refuses U+0000. */
    private static String clean(String reason) {
        String text = reason.replace('\u0000', '\uFFFD');
        return text.length() <= MAX_REASON_LENGTH ? text : text.substring(0, MAX_REASON_LENGTH);
    }
}
