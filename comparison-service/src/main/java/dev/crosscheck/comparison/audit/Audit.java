package dev.crosscheck.comparison.audit;

import static dev.crosscheck.comparison.db.Tables.PAGE;

import dev.crosscheck.comparison.fact.KnownModel;
import dev.crosscheck.comparison.fact.ProfileStore;
import dev.crosscheck.comparison.page.audit.TruthRules;
import dev.crosscheck.comparison.pagestore.FreshPage;
import dev.crosscheck.comparison.pagestore.PageFunction;
import dev.crosscheck.comparison.pagestore.PageKey;
import dev.crosscheck.comparison.refresh.DirtyModels;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.Record4;

/**
 * Makes every page again from the database's own profiles and compares bytes. It trusts neither memory
 * nor digests nor revisions, and sees one moment of the database from first to last.
 */
@Singleton
public final class Audit {

    /** Sentences are not read. */
    public static final int READS_NONE = 0;

    private static final int NAMED = 10;
    private static final int FETCHED_AT_ONCE = 200;

    private final DSLContext dsl;
    private final ProfileStore profiles;
    private final DirtyModels dirty;
    private final PageFunction function;

    public Audit(DSLContext dsl, ProfileStore profiles, DirtyModels dirty, PageFunction function) {
        this.dsl = dsl;
        this.profiles = profiles;
        this.dirty = dirty;
        this.function = function;
    }

    /**
     * Looks at every pair; it takes as long as making all pages on one processor does.
     *
     * @param every of so many pages the sentences of one are held against the truth rules too, which takes several
     *              times as long; 1 for all pages, {@link #READS_NONE} for none
     */
    public AuditReport run(int every) {
        return dsl.transactionResult(tx -> {
            tx.dsl().execute("set transaction isolation level repeatable read, read only");
            // Sentences are read between fetches, and nobody waits for a lock of this transaction.
            tx.dsl().execute("set local idle_in_transaction_session_timeout = 0");
            return new Pass(tx.dsl(), every).run();
        });
    }

    private final class Pass {

        private final DSLContext tx;
        private final int every;
        private final Map<String, KnownModel> models = new TreeMap<>();
        private final Set<String> marked;
        private final List<String> first = new ArrayList<>();
        private long pages;
        private long missing;
        private long different;
        private long stale;
        private long untrue;

        Pass(DSLContext tx, int every) {
            this.tx = tx;
            this.every = every;
            this.marked = new HashSet<>(dirty.list(tx));
            profiles.loadAll(tx).forEach(model -> models.put(model.id(), model));
        }

        AuditReport run() {
            for (KnownModel model : models.values()) {
                Set<String> seen = new HashSet<>();
                try (Stream<Record4<String, Integer, byte[], byte[]>> rows = tx.select(
                                PAGE.SECOND_ID, PAGE.DICTIONARY_VERSION, PAGE.BODY, PAGE.DIGEST)
                        .from(PAGE)
                        .where(PAGE.FIRST_ID.eq(model.id()))
                        .fetchSize(FETCHED_AT_ONCE)
                        .fetchStream()) {
                    rows.forEach(row -> {
                        pages++;
                        seen.add(row.value1());
                        KnownModel second = models.get(row.value1());
                        if (second == null || !isRight(model, second, row)) {
                            found(model.id(), row.value1(), false);
                        }
                    });
                }
                models.keySet().stream()
                        .filter(other -> model.id().compareTo(other) < 0 && !seen.contains(other))
                        .forEach(other -> found(model.id(), other, true));
            }
            return new AuditReport(
                    models.size(), pages, missing, different, stale, every == READS_NONE ? null : untrue, first);
        }

        private boolean isRight(KnownModel one, KnownModel other, Record4<String, Integer, byte[], byte[]> row) {
            FreshPage made = FreshPage.make(function, one, other);
            if (every != READS_NONE && pages % every == 0) {
                TruthRules.check(made.page(), one.profile(), other.profile())
                        .forEach(wrong -> untrue(made.key(), wrong));
            }
            return made.isStoredAs(row.value2(), row.value3())
                    && Arrays.equals(row.value4(), made.bytes().digest());
        }

        private void untrue(PageKey pair, String wrong) {
            untrue++;
            if (first.size() < NAMED) {
                first.add(pair.first() + "/" + pair.second() + ": " + wrong);
            }
        }

        private void found(String one, String other, boolean isMissing) {
            if (marked.contains(one) || marked.contains(other)) {
                stale++;
                return;
            }
            if (isMissing) {
                missing++;
            } else {
                different++;
            }
            if (first.size() < NAMED) {
                first.add(one + "/" + other);
            }
        }
    }
}
