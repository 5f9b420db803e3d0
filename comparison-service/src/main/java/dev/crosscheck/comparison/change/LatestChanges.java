package dev.crosscheck.comparison.change;

import dev.crosscheck.event.comparison.PageChanged;
import jakarta.inject.Singleton;
import java.util.List;
import org.jooq.DSLContext;

/** The changes that people look at first. */
@Singleton
public final class LatestChanges {

    private final ChangeLog changes;
    private final DSLContext dsl;

    LatestChanges(ChangeLog changes, DSLContext dsl) {
        this.changes = changes;
        this.dsl = dsl;
    }

    /** Changes with a lower number than {@code before}, newest first. */
    public List<PageChanged> newest(int limit, long before) {
        return changes.before(dsl, before, limit);
    }
}
