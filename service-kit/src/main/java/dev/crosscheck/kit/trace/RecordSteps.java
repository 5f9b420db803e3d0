package dev.crosscheck.kit.trace;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.crosscheck.kit.trace.Tracing.Kind;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Records that are taken in together, in one transaction: a step for each of them that is traced, from the first look at
 * it to its commit.
 */
public final class RecordSteps implements AutoCloseable {

    /** None of them is traced. */
    public static final RecordSteps NONE = new RecordSteps(Tracing.OFF, List.of(), 0);

    /** What the last hop says, and what the event itself says: the former is nearer. */
    private static final List<String> HEADERS = List.of("traceparent", Carried.HEADER);

    private static final int LONGEST = 256;

    private final Tracing tracing;
    private final List<Taken> steps;

    /** How many records are taken in, those that are not traced among them. */
    private final int together;

    /** A record and the step of taking it in. */
    private record Taken(ConsumerRecord<byte[], byte[]> record, Step step) {}

    private RecordSteps(Tracing tracing, List<Taken> steps, int together) {
        this.tracing = tracing;
        this.steps = steps;
        this.together = together;
    }

    /**
     * Begins them.
     *
     * @param group    who takes the records in
     * @param isBeginning whether a trace may begin here, for a record that belongs to none
     */
    public static RecordSteps begin(
            Tracing tracing, List<ConsumerRecord<byte[], byte[]>> records, String group, boolean isBeginning) {
        if (!tracing.isOn()) {
            return NONE;
        }
        List<Taken> steps = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            String parent = parent(tracing, record);
            if (parent != null || isBeginning) {
                Step step = tracing.begin(
                        Kind.CONSUMER, "process " + record.topic(), parent, about(record, group, records.size()));
                if (step.traceparent() != null) {
                    steps.add(new Taken(record, step));
                }
            }
        }
        return steps.isEmpty() ? NONE : new RecordSteps(tracing, steps, records.size());
    }

    /** Begins, within each of them, the transaction. */
    public RecordSteps inDatabase() {
        return steps.isEmpty()
                ? NONE
                : new RecordSteps(
                        tracing,
                        steps.stream()
                                .map(taken -> new Taken(taken.record, transaction(tracing, taken.step.traceparent())))
                                .toList(),
                        together);
    }

    /** A transaction, as a step of the one that it belongs to. */
    public static Step transaction(Tracing tracing, @Nullable String parent) {
        return parent == null
                ? Step.NONE
                : tracing.begin(Kind.CLIENT, "transaction", parent, Map.of("db.system.name", "postgresql"));
    }

    /** What {@code tx} says belongs to them. */
    public void carry(DSLContext tx) {
        if (steps.isEmpty()) {
            return;
        }
        Map<ByteBuffer, String> byKey = new HashMap<>();
        for (Taken taken : steps) {
            String traceparent = taken.step.traceparent();
            if (traceparent != null && taken.record.key() != null) {
                // The newest of a key is what its state comes to.
                byKey.put(ByteBuffer.wrap(taken.record.key()), traceparent);
            }
        }
        Carried.set(tx, byKey, together == 1 ? steps.getFirst().step.traceparent() : null);
    }

    /** Lines of the log are of the record's step, if there is one alone. */
    public Step.LogScope inLog() {
        return steps.size() == 1 ? steps.getFirst().step.inLog() : Step.NONE.inLog();
    }

    /** None of them is taken in. */
    public void failed(Throwable why) {
        steps.forEach(taken -> taken.step.failed(why));
    }

    @Override
    public void close() {
        steps.forEach(taken -> taken.step.close());
    }

    private static Map<String, Object> about(ConsumerRecord<byte[], byte[]> record, String group, int together) {
        return Map.of(
                "messaging.system",
                "kafka",
                "messaging.operation.name",
                "process",
                "messaging.operation.type",
                "process",
                "messaging.destination.name",
                record.topic(),
                "messaging.destination.partition.id",
                Integer.toString(record.partition()),
                "messaging.kafka.offset",
                record.offset(),
                "messaging.consumer.group.name",
                group,
                "messaging.batch.message_count",
                together);
    }

    /** What the record says that it belongs to, if it can be followed. Anybody may have written it. */
    private static @Nullable String parent(Tracing tracing, ConsumerRecord<byte[], byte[]> record) {
        for (String name : HEADERS) {
            Header header = record.headers().lastHeader(name);
            if (header != null && header.value() != null && header.value().length <= LONGEST) {
                String traceparent = new String(header.value(), US_ASCII);
                if (tracing.isRight(traceparent)) {
                    return traceparent;
                }
            }
        }
        return null;
    }
}
