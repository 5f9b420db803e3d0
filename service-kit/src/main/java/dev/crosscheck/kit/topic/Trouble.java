package dev.crosscheck.kit.topic;

import dev.crosscheck.kit.inbox.ConcurrentlyTakenException;
import org.apache.kafka.common.KafkaException;
import org.jooq.exception.DataAccessException;

/** The two kinds of trouble. */
enum Trouble {
    /** It may be right next time: wait, and read the same records again. */
    PASSING,
    /** These records will never be right: find out which, and set those aside. */
    LASTING;

    /** SQLState classes of data that does not fit: "data exception" and "integrity constraint violation". */
    private static final String DATA_EXCEPTION = "22";

    private static final String INTEGRITY_CONSTRAINT = "23";

    static Trouble of(RuntimeException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConcurrentlyTakenException
                    || cause instanceof FencedException
                    || cause instanceof KafkaException) {
                return PASSING;
            }
            if (cause instanceof DataAccessException sql) {
                String state = sql.sqlState();
                return state.startsWith(DATA_EXCEPTION) || state.startsWith(INTEGRITY_CONSTRAINT) ? LASTING : PASSING;
            }
        }
        // A handler that fails on its own account fails again on the same record.
        return LASTING;
    }
}
