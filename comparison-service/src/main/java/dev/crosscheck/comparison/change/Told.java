package dev.crosscheck.comparison.change;

import static dev.crosscheck.comparison.db.Tables.PAGE_CHANGE;
import static dev.crosscheck.comparison.db.Tables.PAGE_CHANGE_TOLD;
import static dev.crosscheck.kit.db.Tables.OUTBOX;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.select;

import dev.crosscheck.event.Topics;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record2;

/** How far the changes of pages have been told, as the database has it. */
final class Told {

    /**
     * The number of the last change told; 0 if none was.
     *
     * <p>Numbers begin again if the changes are wiped, and with them, or without, this number may be: none told is above
     * the last change there is.
     */
    static long last(DSLContext dsl) {
        Record2<Long, Long> numbers = numbers(dsl);
        long recorded = numbers.value1();
        if (numbers.value2() != null && numbers.value2() <= recorded) {
            return numbers.value2();
        }
        long told = numbers.value2() == null ? 0 : recorded;
        dsl.insertInto(PAGE_CHANGE_TOLD, PAGE_CHANGE_TOLD.CHANGE)
                .values(told)
                .onConflict(PAGE_CHANGE_TOLD.ONLY_ROW)
                .doUpdate()
                .set(PAGE_CHANGE_TOLD.CHANGE, told)
                .execute();
        return told;
    }

    /**
     * Remembers that the changes from one number to another have been told.
     *
     * @throws IllegalStateException if another number stands there than the first: somebody has set it, to have changes
     *                               told again
     */
    static void advance(DSLContext dsl, long from, long to) {
        int rows = dsl.update(PAGE_CHANGE_TOLD)
                .set(PAGE_CHANGE_TOLD.CHANGE, to)
                .where(PAGE_CHANGE_TOLD.CHANGE.eq(from))
                .execute();
        if (rows != 1) {
            throw new IllegalStateException(
                    "last change told: another number (expected: " + from + ", as it was when telling began)");
        }
    }

    /** Whether an earlier version of this service has left changes in the outbox, which are older than those here. */
    static boolean isOlderInOutbox(DSLContext dsl) {
        return dsl.fetchExists(OUTBOX, OUTBOX.TOPIC.eq(Topics.PAGE_CHANGES).and(OUTBOX.PARKED_BECAUSE.isNull()));
    }

    /** How many changes are recorded and not told. */
    static long untold(DSLContext dsl) {
        Record2<Long, Long> numbers = numbers(dsl);
        return numbers.value1() - (numbers.value2() == null ? 0 : Math.min(numbers.value1(), numbers.value2()));
    }

    /** The last one recorded, and the last one told: null if its row was wiped. */
    private static Record2<Long, Long> numbers(DSLContext dsl) {
        Field<Long> recorded = coalesce(field(select(max(PAGE_CHANGE.CHANGE)).from(PAGE_CHANGE)), inline(0L));
        return dsl.select(recorded, field(select(PAGE_CHANGE_TOLD.CHANGE).from(PAGE_CHANGE_TOLD)))
                .fetchSingle();
    }

    private Told() {}
}
