package dev.crosscheck.kit.outbox;

import static dev.crosscheck.kit.db.Tables.REVISION_FLOOR;
import static org.jooq.impl.DSL.greatest;
import static org.jooq.impl.DSL.val;

import jakarta.inject.Singleton;
import org.jooq.DSLContext;

/**
 * Above which revision a state begins that this database says for the first time.
 *
 * <p>It is 0, and such a state has revision 1, until the database is restored from a backup. What was made known to it
 * after the backup is news to it again; readers know it already, by revisions that it has forgotten, and would take
 * none of its states before it had counted past them.
 */
@Singleton
public final class RevisionFloor {

    /** The floor, which nobody lifts until {@code tx} ends. */
    public long of(DSLContext tx) {
        return tx.select(REVISION_FLOOR.FLOOR)
                .from(REVISION_FLOOR)
                .forShare()
                .fetchSingle()
                .value1();
    }

    /**
     * Lifts the floor, never lowers it, and waits for transactions that go by the one before. So whoever lifts the
     * revisions of known states right after sees every state that began below.
     *
     * @param dsl in no transaction: one that held this and waited for states could deadlock with one that holds states
     */
    public void lift(DSLContext dsl, long floor) {
        dsl.update(REVISION_FLOOR)
                .set(REVISION_FLOOR.FLOOR, greatest(REVISION_FLOOR.FLOOR, val(floor)))
                .execute();
    }
}
