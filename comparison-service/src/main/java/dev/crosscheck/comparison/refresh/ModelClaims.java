package dev.crosscheck.comparison.refresh;

import static dev.crosscheck.comparison.db.Tables.DIRTY_MODEL;
import static org.jooq.impl.DSL.condition;

import java.util.List;
import org.jooq.DSLContext;

/**
 * Marked models that one refresher works on and no other.
 *
 * <p>A claim is an advisory lock of the database session: it ends with the session, so a refresher that
 * dies leaves nothing behind, and one that lost its session cannot write by it any more.
 */
final class ModelClaims {

    /** The first half of the advisory locks' keys; nothing else in this database uses it. */
    private static final int CLASS = 0x70616765;

    /**
     * Claims every marked model that no other session holds. A claim says nothing of the facts: they
     * are read afterwards.
     *
     * @param session bound to one connection
     */
    static List<String> claimAll(DSLContext session) {
        return session.select(DIRTY_MODEL.MODEL_ID)
                .from(DIRTY_MODEL)
                .where(condition("pg_try_advisory_lock({0}, hashtext({1}))", CLASS, DIRTY_MODEL.MODEL_ID))
                .fetch(DIRTY_MODEL.MODEL_ID);
    }

    /** Gives all claims of the session back. */
    static void release(DSLContext session) {
        session.execute("select pg_advisory_unlock_all()");
    }

    private ModelClaims() {}
}
