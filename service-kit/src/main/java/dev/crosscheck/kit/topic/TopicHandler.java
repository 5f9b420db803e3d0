package dev.crosscheck.kit.topic;

import java.util.List;
import org.jooq.DSLContext;

/** A handler that says what it wants to read. Each bean of this type gets a running {@link TopicReader}. */
public interface TopicHandler extends BatchHandler {

    /** The topics, read by one reader. */
    List<String> topics();

    /** Whose place in the topics it is: the replicas of a service share one group. */
    String group();

    /** Whether the service is of no use to anybody before it knows what was published when it began. */
    default boolean isNeededToServe() {
        return false;
    }

    /**
     * Has this replica serve what any replica has taken in: what it keeps in memory is brought up to the database. Called
     * until it ends well, before the service says that it has caught up.
     */
    default void takeOver(DSLContext dsl) {}
}
