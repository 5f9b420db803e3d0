package dev.crosscheck.kit.figure;

import java.time.Instant;
import java.util.Optional;
import org.jooq.Field;
import org.jooq.SelectLimitStep;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * What has piled up somewhere.
 *
 * @param size   how many there are
 * @param oldest since when the oldest of those that somebody waits for is there; empty if there is none
 */
public record Pile(long size, Optional<Instant> oldest) {

    /** Enough to know that it is far too many; counting on reads each row, and never ends the sooner for it. */
    public static final int COUNTED_UP_TO = 100_000;

    /**
     * How many rows there are, counted up to {@link #COUNTED_UP_TO}.
     *
     * @param rows what is counted, without an order
     */
    public static Field<Integer> size(SelectLimitStep<?> rows) {
        return DSL.field(DSL.selectCount().from(rows.limit(DSL.inline(COUNTED_UP_TO))));
    }

    /** @param oldest null if there is none */
    public static Pile of(long size, @Nullable Instant oldest) {
        return new Pile(size, Optional.ofNullable(oldest));
    }
}
