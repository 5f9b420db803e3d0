package dev.crosscheck.kit.outbox;

import static dev.crosscheck.kit.db.Tables.OUTBOX;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.orderBy;
import static org.jooq.impl.DSL.sum;

import com.zaxxer.hikari.HikariDataSource;
import dev.crosscheck.kit.database.LockedWork;
import dev.crosscheck.kit.db.tables.records.OutboxRecord;
import dev.crosscheck.kit.json.TextMap;
import dev.crosscheck.kit.kafka.KafkaClients;
import dev.crosscheck.kit.pulse.Pulses;
import dev.crosscheck.kit.trace.Carried;
import dev.crosscheck.kit.trace.Step;
import dev.crosscheck.kit.trace.Tracing;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what the outbox holds, right after it was committed, and deletes it once the broker has it.
 *
 * <p>One relay is at work for each database: it holds a session lock, and when its process dies another's
 * relay finds the lock free. A message is sent at least once; messages of a key stay in their order, and the
 * last of a repeat is always the newest. A message that the broker will never take is parked with the
 * reason, and those behind it go on.
 */
@Singleton
public final class Relay implements ApplicationEventListener<ServerStartupEvent> {

    private static final Logger LOG = LoggerFactory.getLogger(Relay.class);

    /** Any number, the same in every relay; locks of PostgreSQL are by database. */
    private static final long LOCK = 0x6f7574626f78L;

    private static final int BATCH = 500;

    private static final long BATCH_BYTES = 4_000_000;

    /** The most that a message waits whose signal was lost with its process, or came from another one. */
    private static final Duration SAFETY_NET = Duration.ofMillis(500);

    private final DSLContext dsl;
    private final KafkaClients kafka;
    private final RelaySignal signal;
    private final OutboxMetrics metrics;
    private final Tracing tracing;
    private final LockedWork work;

    /** The highest id of a row that this relay has sent. */
    private long newestSent;

    /** When the table was last read, by {@link System#nanoTime}. */
    private long lastLook = System.nanoTime();

    public Relay(
            HikariDataSource pool,
            DSLContext dsl,
            KafkaClients kafka,
            RelaySignal signal,
            OutboxMetrics metrics,
            Tracing tracing,
            Pulses pulses) {
        this.dsl = dsl;
        this.kafka = kafka;
        this.signal = signal;
        this.metrics = metrics;
        this.tracing = tracing;
        this.work = new LockedWork("relay", pool, LOCK, this::relay, pulses);
    }

    @Override
    public void onApplicationEvent(ServerStartupEvent event) {
        work.start();
    }

    @PreDestroy
    void close() throws InterruptedException {
        work.close(signal::wake);
    }

    /** Reads and deletes in the session that holds the lock: without the lock there is nothing to send. */
    private void relay(Connection session) throws InterruptedException {
        DSLContext locked = DSL.using(session, dsl.dialect(), dsl.settings());
        signal.relaying(true);
        try (Producer<byte[], byte[]> producer = kafka.producer("relay")) {
            while (!work.isClosing()) {
                int sent = sendBatch(locked, producer);
                work.wentWell();
                if (sent == 0) {
                    signal.await(SAFETY_NET);
                }
            }
        } finally {
            signal.relaying(false);
        }
    }

    /** @return how many messages are done with; 0 if none is left */
    private int sendBatch(DSLContext locked, Producer<byte[], byte[]> producer) throws InterruptedException {
        List<OutboxRecord> rows = handedOver();
        // What is only in the table has its turn, however much is handed over.
        if (rows.isEmpty() || System.nanoTime() - lastLook > SAFETY_NET.toNanos()) {
            rows = next(locked);
            lastLook = System.nanoTime();
        }
        if (rows.isEmpty()) {
            return 0;
        }
        List<Future<RecordMetadata>> sends = new ArrayList<>(rows.size());
        for (OutboxRecord row : rows) {
            Future<RecordMetadata> send = send(producer, row);
            sends.add(send);
            // Without a broker each would be waited for in turn.
            if (send.state() == Future.State.FAILED && !isHopeless(send.exceptionNow())) {
                break;
            }
        }
        List<OutboxRecord> sent = rows.subList(0, sends.size());
        newestSent = Math.max(newestSent, sent.getLast().getId());
        return settle(locked, sent, sends);
    }

    /**
     * States that were committed a moment ago. One that is older than anything sent may have been sent with that, and
     * replaced since: it is left to the table, which knows.
     */
    private List<OutboxRecord> handedOver() {
        return signal.take().stream()
                .filter(handed -> handed.id() > newestSent)
                .sorted(Comparator.comparingLong(HandedOver::id))
                .map(Relay::row)
                .toList();
    }

    private static OutboxRecord row(HandedOver handed) {
        Outgoing state = handed.state();
        OutboxRecord row = new OutboxRecord();
        row.setId(handed.id());
        row.setTopic(state.topic());
        row.setKey(state.key());
        row.setHeaders(TextMap.toJson(state.headers()));
        row.setValue(state.value());
        return row;
    }

    /** The oldest messages, as many as fit into memory beside everything else; one at least. */
    private static List<OutboxRecord> next(DSLContext locked) {
        Field<Long> size = field("octet_length({0})", Long.class, OUTBOX.VALUE);
        Table<?> oldest = locked.select(OUTBOX.fields())
                .select(size.as("size"), sum(size).over(orderBy(OUTBOX.ID)).as("total"))
                .from(OUTBOX)
                .where(OUTBOX.PARKED_BECAUSE.isNull())
                .orderBy(OUTBOX.ID)
                .limit(BATCH)
                .asTable("oldest");
        return locked.select(oldest.fields(OUTBOX.fields()))
                .from(oldest)
                .where(oldest.field("total", Long.class)
                        .minus(oldest.field("size", Long.class))
                        .lt(BATCH_BYTES))
                .orderBy(oldest.field(OUTBOX.ID))
                .fetchInto(OUTBOX);
    }

    /** A message whose predecessor of the same key failed is not done: it is sent again after that one. */
    private int settle(DSLContext locked, List<OutboxRecord> rows, List<Future<RecordMetadata>> sends)
            throws InterruptedException {
        List<Long> done = new ArrayList<>(rows.size());
        int parked = 0;
        Set<List<Object>> failedKeys = new HashSet<>();
        RuntimeException failure = null;
        for (int i = 0; i < rows.size(); i++) {
            OutboxRecord row = rows.get(i);
            List<Object> key = List.of(row.getTopic(), ByteBuffer.wrap(row.getKey()));
            try {
                sends.get(i).get();
                if (!failedKeys.contains(key)) {
                    done.add(row.getId());
                }
            } catch (ExecutionException e) {
                if (isHopeless(e.getCause())) {
                    park(locked, row, String.valueOf(e.getCause()));
                    parked++;
                } else {
                    failedKeys.add(key);
                    failure = new IllegalStateException("The broker did not take a message of " + row.getTopic(), e);
                }
            }
        }
        int deleted = delete(locked, done);
        if (failure != null) {
            throw failure;
        }
        return deleted + parked;
    }

    /** A row that somebody is replacing is not waited for: it has another id soon, or is sent again. */
    private int delete(DSLContext locked, List<Long> done) {
        if (done.isEmpty()) {
            return 0;
        }
        int deleted = locked.deleteFrom(OUTBOX)
                .where(OUTBOX.ID.in(DSL.select(OUTBOX.ID)
                        .from(OUTBOX)
                        .where(OUTBOX.ID.in(done))
                        .forUpdate()
                        .skipLocked()))
                .execute();
        metrics.sent(deleted);
        return deleted;
    }

    private static boolean isHopeless(@Nullable Throwable cause) {
        return cause instanceof RecordTooLargeException || cause instanceof InvalidTopicException;
    }

    private void park(DSLContext locked, OutboxRecord row, String reason) {
        metrics.parked();
        LOG.atError()
                .addKeyValue("topic", row.getTopic())
                .addKeyValue("outboxId", row.getId())
                .addKeyValue("reason", reason)
                .log("The broker will never take this message; parked it");
        locked.update(OUTBOX)
                .set(OUTBOX.PARKED_BECAUSE, reason)
                .where(OUTBOX.ID.eq(row.getId()))
                .execute();
    }

    /** What belongs to a trace goes on by the step that sends it. */
    private Future<RecordMetadata> send(Producer<byte[], byte[]> producer, OutboxRecord row) {
        Map<String, String> headers = TextMap.fromJson(row.getHeaders());
        Step step = tracing.sending(row.getTopic(), headers.get(Carried.HEADER), 1);
        String traceparent = step.traceparent();
        if (traceparent == null) {
            return producer.send(record(row, headers));
        }
        Map<String, String> traced = new HashMap<>(headers);
        traced.put(Carried.HEADER, traceparent);
        return producer.send(record(row, traced), (_, failure) -> {
            if (failure != null) {
                step.failed(failure);
            }
            step.close();
        });
    }

    private static ProducerRecord<byte[], byte[]> record(OutboxRecord row, Map<String, String> texts) {
        RecordHeaders headers = new RecordHeaders();
        texts.forEach((name, text) -> headers.add(name, text.getBytes(UTF_8)));
        return new ProducerRecord<>(row.getTopic(), null, null, row.getKey(), row.getValue(), headers);
    }
}
