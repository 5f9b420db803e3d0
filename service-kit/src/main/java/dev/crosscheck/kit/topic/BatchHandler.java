package dev.crosscheck.kit.topic;

import dev.crosscheck.kit.database.Pipeline;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jooq.DSLContext;

/** What to do with records. */
public interface BatchHandler {

    /**
     * Takes the records in. All it writes, it writes by {@code tx}, which commits together with how far the
     * reader has come.
     *
     * <p>A record that will never be right is set aside here, as a dead letter. An exception rolls the whole
     * batch back: trouble of the database or the network is waited out and the same records come again;
     * anything else makes the reader hand in the records one by one, and set aside those that fail alone.
     *
     * @param records at least one; those of a partition in their order
     */
    void handle(DSLContext tx, List<ConsumerRecord<byte[], byte[]>> records);

    /**
     * {@link #handle(DSLContext, List)} with statements that wait already, such as how far the reader has come: a
     * handler that has questions of its own sends them together. It need not wait for its last ones; the reader does.
     */
    default void handle(Pipeline tx, List<ConsumerRecord<byte[], byte[]>> records) {
        handle(tx.tx(), records);
    }

    /** Whether a trace may begin with a record that belongs to none: where records come from outside. */
    default boolean isBeginning() {
        return false;
    }

    /** Called after each commit, on the reader's thread. It must be quick and must not throw. */
    default void afterCommit() {}
}
