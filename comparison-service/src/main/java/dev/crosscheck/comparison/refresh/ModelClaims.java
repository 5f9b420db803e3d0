package dev.crosscheck.comparison.refresh;

import static dev.crosscheck.comparison.db.Tables.DIRTY_MODEL;
import static org.jooq.impl.DSL.any;

import java.util.Collection;
import java.util.List;
import java.util.Set;
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
     * The rows are in order before the first lock is asked for, and no more are asked for than were got: a limit in the
     * same query as the order would be applied to locks that had all been taken.
     */
    private static final String CLAIM = """
            with marked as materialized (
                select model_id from dirty_model order by dirty_since, model_id)
            select model_id from marked
            where pg_try_advisory_lock(?, hashtext(model_id))
            limit ?""";

    private static final String CLAIM_THESE = """
            with marked as materialized (
                select model_id from dirty_model where model_id = any(cast(? as varchar[])))
            select model_id from marked
            where pg_try_advisory_lock(?, hashtext(model_id))""";

    /**
     * Claims marked models that no other session holds, those first that are marked longest; of those that were marked
     * together, in order of id. A claim says nothing of the facts: they are read afterwards.
     *
     * @param session bound to one connection
     * @param atMost  what is left is for others, or for the next time
     */
    static List<String> claim(DSLContext session, int atMost) {
        return session.resultQuery(CLAIM, CLASS, atMost).fetch(0, String.class);
    }

    /**
     * Of these models those that are marked and that nobody works on. Nobody begins to before this session has released
     * its claims, and whoever does then finds what this session has committed.
     *
     * @param session bound to one connection, and in no transaction
     */
    static Set<String> leftToTheirMarks(DSLContext session, Collection<String> models) {
        String[] wanted = models.toArray(String[]::new);
        String[] free = session.resultQuery(CLAIM_THESE, wanted, CLASS)
                .fetch(0, String.class)
                .toArray(String[]::new);
        // A mark that was there when the question was put may have been taken off before its lock was had.
        return session.select(DIRTY_MODEL.MODEL_ID)
                .from(DIRTY_MODEL)
                .where(DIRTY_MODEL.MODEL_ID.eq(any(free)))
                .fetchSet(DIRTY_MODEL.MODEL_ID);
    }

    /** Gives all claims of the session back. */
    static void release(DSLContext session) {
        session.execute("select pg_advisory_unlock_all()");
    }

    private ModelClaims() {}
}
