package dev.crosscheck.kit.intake;

import dev.crosscheck.kit.database.Pipeline;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jooq.DSLContext;

/**
 * The one way into a service for updates from outside. A bean of this type is read from its topic
 * ({@link IntakeReader}) and answers {@code POST /v1/updates}: both ways end in the same method.
 */
public interface UpdateIntake {

    /** Where the updates are published. */
    String topic();

    /** Whose place in the topic it is. */
    String group();

    /**
     * Takes updates in, in their order. It knows repeated ones by its inbox, writes down what became of each
     * there, and throws for none of them: an update that cannot be used is {@code refused}.
     *
     * <p>What came over HTTP is a record of the same topic without key, with content type
     * {@code application/cloudevents+json}, and with an offset below zero. The caller sets aside what was
     * refused.
     *
     * @return one result for each update, in the same order
     */
    List<ItemResult> take(DSLContext tx, List<ConsumerRecord<byte[], byte[]>> updates);

    /** {@link #take(DSLContext, List)} with statements that wait already; the caller has the last ones sent. */
    default List<ItemResult> take(Pipeline tx, List<ConsumerRecord<byte[], byte[]>> updates) {
        return take(tx.tx(), updates);
    }

    /** Updates that wait for something to become known, after the given id, oldest first. */
    List<WaitingUpdate> waiting(DSLContext dsl, long after, int limit);
}
