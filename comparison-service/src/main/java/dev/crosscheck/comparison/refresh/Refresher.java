package dev.crosscheck.comparison.refresh;

import static java.util.Objects.requireNonNull;

import dev.crosscheck.comparison.change.ChangeLog;
import dev.crosscheck.comparison.fact.FactView;
import dev.crosscheck.comparison.fact.Facts;
import dev.crosscheck.comparison.fact.KnownModel;
import dev.crosscheck.comparison.fact.Revisions;
import dev.crosscheck.comparison.pagestore.PackedPage;
import dev.crosscheck.comparison.pagestore.PageKey;
import dev.crosscheck.comparison.pagestore.PageStore;
import dev.crosscheck.comparison.pagestore.Written;
import dev.crosscheck.comparison.refresh.DirtyModels.Done;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jooq.impl.DefaultConnectionProvider;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings stored pages up to the facts: everything marked at once, each pair once, in chunks of one
 * transaction each.
 *
 * <p>A model is claimed first and the facts are read after; a mark is taken off only if it is no newer
 * than the facts read. So a change that arrives in between keeps its mark, and a refresher that dies
 * leaves all of its marks. Any replica may refresh; no two work on the same model at once.
 *
 * <p>Two refreshers can work on the two models of one pair. The one that read older facts may write
 * last, after the other found nothing to write. So each looks at the facts again after its last commit
 * and makes the pairs again whose other model moved meanwhile: whoever commits last has seen both.
 */
@Singleton
public final class Refresher {

    private static final Logger LOG = LoggerFactory.getLogger(Refresher.class);

    /** Facts that move on and on are left to the next round, with the marks in place. */
    private static final int LOOKS_AGAIN = 10;

    /** Of three, one is being written and one computed, and one is ready for whichever is faster. */
    private static final int CHUNKS_AHEAD = 3;

    private final DSLContext dsl;
    private final DirtyModels dirty;
    private final Facts facts;
    private final FactView view;
    private final PageStore store;
    private final PageMaker maker;
    private final ChangeLog changes;
    private final HotPairs hot;
    private final Lag lag;
    private final int pagesPerChunk;
    private final Counter written;
    private final Counter skipped;

    /** Pages asked for and not yet written, in whole chunks: at most {@link #CHUNKS_AHEAD} of them. */
    private final AtomicInteger underWay;

    Refresher(
            DSLContext dsl,
            DirtyModels dirty,
            Facts facts,
            FactView view,
            PageStore store,
            PageMaker maker,
            ChangeLog changes,
            HotPairs hot,
            Lag lag,
            RefreshConfig config,
            MeterRegistry meters) {
        this.dsl = dsl;
        this.dirty = dirty;
        this.facts = facts;
        this.view = view;
        this.store = store;
        this.maker = maker;
        this.changes = changes;
        this.hot = hot;
        this.lag = lag;
        this.pagesPerChunk = config.pagesPerChunk();
        this.written = meters.counter("crosscheck.pages.written");
        this.skipped = meters.counter("crosscheck.pages.skipped");
        this.underWay = requireNonNull(meters.gauge("crosscheck.pages.under-way", new AtomicInteger()));
    }

    /**
     * Refreshes the pages of every marked model that no other refresher works on.
     *
     * @return how many models need no more; 0 means that there was nothing to do, or that others do it
     */
    public int refresh() {
        return dsl.connectionResult(connection -> refresh(session(connection)));
    }

    /** Claims belong to a session, so all of a round goes through one connection. */
    private DSLContext session(Connection connection) {
        return DSL.using(dsl.configuration().derive(new DefaultConnectionProvider(connection)));
    }

    private int refresh(DSLContext session) {
        try {
            Set<String> claimed = new TreeSet<>(ModelClaims.claimAll(session));
            return claimed.isEmpty() ? 0 : new Round(session, claimed).run();
        } finally {
            ModelClaims.release(session);
        }
    }

    /** One pass over the claimed models. */
    private final class Round {

        private final DSLContext session;
        private final Set<String> claimed;
        private int pages;

        Round(DSLContext session, Set<String> claimed) {
            this.session = session;
            this.claimed = claimed;
        }

        int run() {
            Map<String, List<String>> causes = dirty.causes(session);
            Map<String, Revisions> atClaim = facts.catchUp(session);
            NavigableMap<String, KnownModel> models = new TreeMap<>(view.all());
            refresh(Pairs.touching(claimed, models.keySet(), hot.hot()), models, causes);
            Set<String> moved = moved(models);
            for (int look = 1; !moved.isEmpty(); look++) {
                if (look == LOOKS_AGAIN) {
                    LOG.atInfo()
                            .addKeyValue("models", moved.size())
                            .log("Facts keep moving; going on in the next round");
                    return 0;
                }
                models = new TreeMap<>(view.all());
                refresh(Pairs.between(claimed, moved), models, dirty.causes(session));
                moved = moved(models);
            }
            return takeOff(atClaim);
        }

        private void refresh(
                Iterator<PageKey> pairs, Map<String, KnownModel> models, Map<String, List<String>> causes) {
            Queue<CompletableFuture<List<PackedPage>>> ahead = new ArrayDeque<>();
            while (pairs.hasNext() || !ahead.isEmpty()) {
                // The next chunks are computed while this one is written, and no more of them than that.
                while (pairs.hasNext() && ahead.size() < CHUNKS_AHEAD) {
                    ahead.add(make(Pairs.next(pairs, pagesPerChunk), models));
                }
                underWay.set(ahead.size() * pagesPerChunk);
                write(ahead.remove().join(), causes);
            }
            underWay.set(0);
        }

        private CompletableFuture<List<PackedPage>> make(List<PageKey> chunk, Map<String, KnownModel> models) {
            pages += chunk.size();
            return maker.make(chunk, models, store.digests(session, chunk));
        }

        private void write(List<PackedPage> made, Map<String, List<String>> causes) {
            if (made.isEmpty()) {
                return;
            }
            int kept = session.transactionResult(tx -> {
                List<Written> rows = store.write(tx.dsl(), made);
                changes.record(tx.dsl(), rows, causes);
                return rows.size();
            });
            written.increment(kept);
            skipped.increment((double) made.size() - kept);
        }

        /** Models that others mark, and that are newer now than what this round computed with. */
        private Set<String> moved(Map<String, KnownModel> computedWith) {
            return facts.catchUp(session).entrySet().stream()
                    .filter(entry -> entry.getValue().page() > 0 && !claimed.contains(entry.getKey()))
                    .filter(entry -> {
                        KnownModel used = computedWith.get(entry.getKey());
                        return used == null
                                || used.pageRevision() < entry.getValue().page();
                    })
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toCollection(TreeSet::new));
        }

        private int takeOff(Map<String, Revisions> atClaim) {
            Map<String, Long> computedWith = new HashMap<>();
            for (String model : claimed) {
                Revisions revisions = atClaim.get(model);
                if (revisions != null) {
                    computedWith.put(model, revisions.page());
                }
            }
            List<Done> done = session.transactionResult(tx -> dirty.takeOff(tx.dsl(), computedWith));
            lag.stored(done);
            LOG.atDebug()
                    .addKeyValue("models", done.size())
                    .addKeyValue("pages", pages)
                    .log("Refreshed stored pages");
            return done.size();
        }
    }
}
