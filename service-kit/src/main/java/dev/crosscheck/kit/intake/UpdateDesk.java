package dev.crosscheck.kit.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.crosscheck.kit.outbox.Origin;
import dev.crosscheck.kit.outbox.Outbox;
import dev.crosscheck.kit.outbox.Outgoing;
import dev.crosscheck.kit.topic.Backoff;
import dev.crosscheck.kit.topic.Trouble;
import dev.crosscheck.kit.trace.Carried;
import dev.crosscheck.kit.trace.RecordSteps;
import dev.crosscheck.kit.trace.RequestStep;
import dev.crosscheck.kit.trace.Step;
import dev.crosscheck.kit.trace.Tracing;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jooq.DSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes in updates that come over HTTP, by the same way as those that come by topic. */
@Singleton
@Requires(beans = UpdateIntake.class)
public final class UpdateDesk {

    private static final Logger LOG = LoggerFactory.getLogger(UpdateDesk.class);

    private static final int ATTEMPTS = 5;
    private static final byte[] STRUCTURED = "application/cloudevents+json".getBytes(UTF_8);

    private final UpdateIntake intake;
    private final DSLContext dsl;
    private final Tracing tracing;
    private final Clock clock;

    public UpdateDesk(UpdateIntake intake, DSLContext dsl, Tracing tracing, Clock clock) {
        this.intake = intake;
        this.dsl = dsl;
        this.tracing = tracing;
        this.clock = clock;
    }

    /**
     * Takes the events in, all in one transaction; one by one if something in them cannot be stored.
     *
     * @param events structured CloudEvents, each one JSON document
     * @return one result for each event, in the same order
     */
    public List<ItemResult> take(List<byte[]> events) {
        if (events.isEmpty()) {
            return List.of();
        }
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>(events.size());
        for (int i = 0; i < events.size(); i++) {
            records.add(record(events.get(i), i));
        }
        try {
            return commit(records);
        } catch (RuntimeException e) {
            if (Trouble.of(e) == Trouble.PASSING) {
                throw e;
            }
            LOG.atWarn().addKeyValue("events", events.size()).setCause(e).log("A batch failed; taking it one by one");
            return records.stream().map(this::takeAlone).toList();
        }
    }

    /**
     * What would become of the events, and what would be said of it: they are taken in by the same code, in
     * a transaction that is rolled back.
     *
     * @param events structured CloudEvents, each one JSON document
     */
    public Preview preview(List<byte[]> events) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>(events.size());
        for (int i = 0; i < events.size(); i++) {
            records.add(record(events.get(i), i));
        }
        try {
            dsl.transaction(tx -> {
                List<Outgoing> said = Outbox.overhear(tx.dsl());
                throw new Rehearsed(new Preview(intake.take(tx.dsl(), records), said));
            });
            throw new IllegalStateException("A rehearsal was committed");
        } catch (Rehearsed rehearsed) {
            return rehearsed.preview;
        }
    }

    /** Ends a transaction that must not commit. */
    private static final class Rehearsed extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient Preview preview;

        Rehearsed(Preview preview) {
            super("rehearsed", null, false, false);
            this.preview = preview;
        }
    }

    private ItemResult takeAlone(ConsumerRecord<byte[], byte[]> record) {
        try {
            return commit(List.of(record)).getFirst();
        } catch (RuntimeException e) {
            if (Trouble.of(e) == Trouble.PASSING) {
                throw e;
            }
            LOG.atWarn().setCause(e).log("An event failed alone");
            return ItemResult.refused(null, "event: cannot be stored (expected: one that can)");
        }
    }

    /** Two writers that meet, one waits: what is left of such trouble after a few attempts is told. */
    private List<ItemResult> commit(List<ConsumerRecord<byte[], byte[]>> records) {
        Backoff backoff = new Backoff(Duration.ofMillis(20), Duration.ofMillis(500));
        Instant arrived = clock.instant();
        String request = RequestStep.traceparent();
        for (int attempt = 1; ; attempt++) {
            try (Step _ = RecordSteps.transaction(tracing, request)) {
                return dsl.transactionResult(tx -> {
                    Origin.set(tx.dsl(), arrived);
                    Carried.set(tx.dsl(), request);
                    return intake.take(tx.dsl(), records);
                });
            } catch (RuntimeException e) {
                if (attempt == ATTEMPTS || !Trouble.isCollision(e)) {
                    throw e;
                }
                pause(backoff.next());
            }
        }
    }

    private static void pause(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for another writer", e);
        }
    }

    private ConsumerRecord<byte[], byte[]> record(byte[] event, int index) {
        RecordHeaders headers = new RecordHeaders();
        headers.add("content-type", STRUCTURED);
        return new ConsumerRecord<>(
                intake.topic(),
                0,
                -1L - index,
                ConsumerRecord.NO_TIMESTAMP,
                TimestampType.NO_TIMESTAMP_TYPE,
                0,
                event.length,
                null,
                event,
                headers,
                Optional.empty());
    }
}
