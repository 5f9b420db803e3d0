package dev.crosscheck.kit.trace;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells a collector of traces what was done, step by step, and how long it took.
 *
 * <p>A step goes on elsewhere by its <em>traceparent</em> (W3C Trace Context), a text: in a header of a record, in a row
 * of the outbox. What is here knows no library, so that a service of whose traces nobody wants to know loads none.
 */
public interface Tracing extends AutoCloseable {

    /** Nobody wants to know. */
    Tracing OFF = new NoTracing();

    /** Whether there is anybody to tell: whoever has to look for a traceparent first need not, otherwise. */
    boolean isOn();

    /** Whether a step can follow it: a text may come from anybody. */
    boolean isRight(String traceparent);

    /**
     * Begins a step now.
     *
     * @param parent traceparent of what it belongs to; null begins a trace, if the sampler wants one more. One that
     *               cannot be followed counts as none
     * @return {@link Step#NONE} if nobody wants to know of this one
     */
    default Step begin(Kind kind, String name, @Nullable String parent, Map<String, Object> attributes) {
        return begin(kind, name, parent, List.of(), attributes);
    }

    /**
     * The same for one that has to do with others beside its parent.
     *
     * @param links their traceparents; those that cannot be followed are left out
     */
    Step begin(Kind kind, String name, @Nullable String parent, List<String> links, Map<String, Object> attributes);

    /**
     * Begins to send messages that belong to a step.
     *
     * @param parent null, or whatever a header says; without one that can be followed nobody wants to know
     */
    default Step sending(String topic, @Nullable String parent, int messages) {
        if (parent == null || !isOn() || !isRight(parent)) {
            return Step.NONE;
        }
        Map<String, Object> about = new HashMap<>(Map.of(
                "messaging.system", "kafka",
                "messaging.operation.name", "send",
                "messaging.operation.type", "send",
                "messaging.destination.name", topic));
        if (messages > 1) {
            about.put("messaging.batch.message_count", messages);
        }
        return begin(Kind.PRODUCER, "send " + topic, parent, about);
    }

    /** Tells what is still to be told, for two seconds at most. */
    @Override
    void close();

    /** What a step is to those before and after it. */
    enum Kind {
        /** Answers a request. */
        SERVER,
        /** Asks somebody and waits. */
        CLIENT,
        /** Sends a message. */
        PRODUCER,
        /** Takes a message in. */
        CONSUMER,
        /** None of these. */
        INTERNAL
    }
}
