package dev.crosscheck.comparison.refresh;

import dev.crosscheck.comparison.fact.Facts;
import dev.crosscheck.comparison.pagestore.PageStore;
import io.micronaut.core.annotation.Creator;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks once, after a start, whether pages are missing, and marks the models they are of: derived tables may be dropped
 * at any time, and stand again after a start.
 *
 * <p>All pages are counted for it, a few models' at once: a portion that fails is looked at again, and those before it
 * are not. Of a pair the first model is marked, so that one page that can never be made costs each start a look at the
 * pages of one model.
 */
@Singleton
final class MissingPages {

    private static final Logger LOG = LoggerFactory.getLogger(MissingPages.class);

    /** Some hundredths of a second for PostgreSQL: rounds are worked in between. */
    private static final int PAGES_AT_ONCE = 50_000;

    private final Facts facts;
    private final PageStore store;
    private final DirtyModels dirty;
    private final TemplateInForce template;
    private final int pagesAtOnce;

    /** As known when the look began, in order of id: a model that came later was marked as it came. */
    private volatile @Nullable List<String> models;

    private volatile int looked;
    private long missing;
    private int marked;

    @Creator
    MissingPages(Facts facts, PageStore store, DirtyModels dirty, TemplateInForce template) {
        this(facts, store, dirty, template, PAGES_AT_ONCE);
    }

    MissingPages(Facts facts, PageStore store, DirtyModels dirty, TemplateInForce template, int pagesAtOnce) {
        this.facts = facts;
        this.store = store;
        this.dirty = dirty;
        this.template = template;
        this.pagesAtOnce = pagesAtOnce;
    }

    /** How many models' pages have not been looked at yet; NaN if the look has not begun. */
    double left() {
        List<String> known = models;
        return known == null ? Double.NaN : known.size() - looked;
    }

    /** Whether there is nothing left to look at. */
    boolean isOver() {
        return left() == 0;
    }

    /** Looks at the pages of the next few models. */
    void lookOn(DSLContext dsl) {
        List<String> known = models;
        if (known == null) {
            // A later version that keeps the stored pages looks after them itself.
            known = template.isOurs(dsl) ? List.copyOf(facts.current(dsl).keySet()) : List.of();
            models = known;
        }
        List<String> next = known.subList(looked, Math.min(known.size(), looked + portion(known.size())));
        mark(dsl, known, next);
        looked += next.size();
        if (looked == known.size()) {
            LOG.atInfo()
                    .addKeyValue("models", known.size())
                    .addKeyValue("missing", missing)
                    .addKeyValue("marked", marked)
                    .log("Looked for missing pages");
        }
    }

    private int portion(int models) {
        return Math.max(1, pagesAtOnce / Math.max(1, models));
    }

    private void mark(DSLContext dsl, List<String> known, List<String> next) {
        Map<String, Long> stored = store.countByFirst(dsl, next, known);
        List<String> incomplete = new ArrayList<>();
        long missingHere = 0;
        for (int i = 0; i < next.size(); i++) {
            // Each is the first model of the pairs with those behind it.
            long pairs = known.size() - 1L - (looked + i);
            long lacking = pairs - stored.getOrDefault(next.get(i), 0L);
            if (lacking > 0) {
                incomplete.add(next.get(i));
                missingHere += lacking;
            }
        }
        if (!incomplete.isEmpty()) {
            dirty.markBehind(dsl, incomplete);
        }
        missing += missingHere;
        marked += incomplete.size();
    }
}
