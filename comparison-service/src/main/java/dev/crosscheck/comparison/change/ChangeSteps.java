package dev.crosscheck.comparison.change;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.crosscheck.comparison.change.FreshChanges.Numbered;
import dev.crosscheck.event.Encoded;
import dev.crosscheck.event.Topics;
import dev.crosscheck.kit.trace.Carried;
import dev.crosscheck.kit.trace.Step;
import dev.crosscheck.kit.trace.Tracing;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Changes on their way, one step for all of a batch that belong to the same: a round may change thousands of pages. */
final class ChangeSteps {

    /** By the traceparent that they belong to. */
    private final Map<String, Sending> sendings = new HashMap<>();

    /** A step, and how many of its changes have not come to their end. */
    private record Sending(Step step, AtomicInteger left) {}

    static ChangeSteps begin(Tracing tracing, List<Numbered> changes) {
        ChangeSteps steps = new ChangeSteps();
        if (tracing.isOn()) {
            Map<String, Integer> counts = new LinkedHashMap<>();
            for (Numbered change : changes) {
                String traceparent = traceparent(change);
                if (traceparent != null) {
                    counts.merge(traceparent, 1, Integer::sum);
                }
            }
            counts.forEach((traceparent, count) -> steps.sendings.put(
                    traceparent,
                    new Sending(tracing.sending(Topics.PAGE_CHANGES, traceparent, count), new AtomicInteger(count))));
        }
        return steps;
    }

    private static @Nullable String traceparent(Numbered change) {
        return change.event().headers().get(Carried.HEADER);
    }

    private @Nullable Sending of(Numbered change) {
        String traceparent = traceparent(change);
        return traceparent == null ? null : sendings.get(traceparent);
    }

    /** What goes to Kafka: it goes on by the step that sends it. */
    ProducerRecord<byte[], byte[]> record(Numbered change) {
        Encoded event = change.event();
        ProducerRecord<byte[], byte[]> record = event.toRecord();
        Sending sending = of(change);
        String traceparent = sending == null ? null : sending.step.traceparent();
        if (traceparent != null) {
            record.headers().remove(Carried.HEADER).add(Carried.HEADER, traceparent.getBytes(UTF_8));
        }
        return record;
    }

    /** The step ends with the last of its changes. */
    Callback andThen(Numbered change, Callback next) {
        Sending sending = of(change);
        if (sending == null) {
            return next;
        }
        return (metadata, failure) -> {
            // First: what is behind a change that failed is held back, whatever becomes of the trace.
            next.onCompletion(metadata, failure);
            if (failure != null) {
                sending.step.failed(failure);
            }
            if (sending.left.decrementAndGet() == 0) {
                sending.step.close();
            }
        };
    }
}
