package dev.crosscheck.kit.topic;

import dev.crosscheck.kit.inbox.ConcurrentlyTakenException;
import org.apache.kafka.common.KafkaException;
import org.jooq.exception.DataAccessException;

/** The two kinds of trouble. */
public enum Trouble {
    /** It may be right next time: wait, and take the same records again. */
    PASSING,
    /** These records will never be right: find out which, and set those aside. */
    LASTING;

    /** SQLState classes of data that does not fit. */
    private static final String DATA_EXCEPTION = "22";

    private static final String INTEGRITY_CONSTRAINT = "23";
    /** The SQLState class of transactions that got into each other's way. */
    private static final String ROLLED_BACK = "40";

    /** Which kind a failure is. A handler that fails on its own account would fail again on the same record. */
    public static Trouble of(RuntimeException failure) {
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
        return LASTING;
    }

    /** Whether two writers met, so that the same transaction may well pass a moment later. */
    public static boolean isCollision(RuntimeException failure) {
        return failure instanceof ConcurrentlyTakenException
                || failure instanceof DataAccessException sql && sql.sqlState().startsWith(ROLLED_BACK);
    }
}
