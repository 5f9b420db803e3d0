package dev.crosscheck.comparison.change;

import dev.crosscheck.event.comparison.PageChanged;
import jakarta.inject.Singleton;
import java.util.List;
import org.jooq.DSLContext;

/** The latest changes as the log has them. */
@Singleton
final class RecordedChanges implements LatestChanges {

    private final ChangeLog changes;
    private final DSLContext dsl;

    RecordedChanges(ChangeLog changes, DSLContext dsl) {
        this.changes = changes;
        this.dsl = dsl;
    }

    @Override
    public List<PageChanged> newest(int limit, long before) {
        return changes.before(dsl, before, limit);
    }
}
