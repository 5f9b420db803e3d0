package dev.crosscheck.comparison.refresh;

import static java.util.Objects.requireNonNull;

import dev.crosscheck.comparison.change.ChangeLog;
import dev.crosscheck.comparison.fact.FactView;
import dev.crosscheck.comparison.fact.Facts;
import dev.crosscheck.comparison.fact.KnownModel;
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
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
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
 * <p>Each page is made from the newest facts known when its turn comes, and one that is stored as of these facts
 * is not made at all. A claimed model that moves on during a round has the rest of its pages left to the next
 * round, which its newer mark asks for anyway, unless it was kept waiting long: so a burst makes each page once.
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

    /** What is not overlapped with anything is the making of the first chunk and the writing of the last. */
    private static final int CHUNKS_OF_A_ROUND = 12;

    private static final int SMALLEST_CHUNK = 100;

    private final DSLContext dsl;
    private final DirtyModels dirty;
    private final TemplateInForce template;
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
            TemplateInForce template,
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
        this.template = template;
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
     * What came of a round.
     *
     * @param models how many need no more; 0 means that there was nothing to do, or that others do it
     * @param pages  how many were looked at
     */
    record Worked(int models, long pages) {
        static final Worked NOTHING = new Worked(0, 0);
    }

    /** What one transaction wrote. */
    private record Stored(int pages, ChangeLog.Recorded changes) {}

    /**
     * Refreshes the pages of every marked model that no other refresher works on.
     *
     * @return how many models need no more; 0 means that there was nothing to do, or that others do it
     */
    public int refresh() {
        return refresh(false).models();
    }

    /** @param overdue whether pages are made although their model moves on meanwhile, and they will be made again */
    Worked refresh(boolean overdue) {
        return refresh(overdue, () -> {});
    }

    /** @param goesOn is told of each chunk: a round may take long */
    Worked refresh(boolean overdue, Runnable goesOn) {
        return dsl.connectionResult(connection -> refresh(session(connection), overdue, goesOn));
    }

    /** Claims belong to a session, so all of a round goes through one connection. */
    private DSLContext session(Connection connection) {
        return DSL.using(dsl.configuration().derive(new DefaultConnectionProvider(connection)));
    }

    private Worked refresh(DSLContext session, boolean overdue, Runnable goesOn) {
        if (!template.isOurs(session)) {
            return Worked.NOTHING;
        }
        try {
            Set<String> claimed = new TreeSet<>(ModelClaims.claimAll(session));
            return claimed.isEmpty() ? Worked.NOTHING : new Round(session, claimed, overdue, goesOn).run();
        } finally {
            ModelClaims.release(session);
        }
    }

    /** One pass over the claimed models. */
    private final class Round implements PageMaker.Facts {

        private final DSLContext session;
        private final Set<String> claimed;
        private final boolean overdue;
        private final Runnable goesOn;
        private final Set<String> withoutCause = new HashSet<>();

        /** What was known after the claim. Pages are made from this or newer. */
        private final NavigableMap<String, KnownModel> atClaim;

        private final long versionAtClaim;
        private Map<String, List<String>> causes;
        private long versionOfCauses;
        private long pages;

        Round(DSLContext session, Set<String> claimed, boolean overdue, Runnable goesOn) {
            this.session = session;
            this.claimed = claimed;
            this.overdue = overdue;
            this.goesOn = goesOn;
            versionAtClaim = view.version();
            atClaim = facts.current(session);
            versionOfCauses = view.version();
            causes = dirty.causes(session);
            for (String model : claimed) {
                if (causes.getOrDefault(model, List.of()).isEmpty()) {
                    withoutCause.add(model);
                }
            }
        }

        Worked run() {
            NavigableMap<String, KnownModel> models = atClaim;
            long expected = Pairs.touched(claimed.size(), models.size());
            refresh(Pairs.touching(claimed, models.keySet(), hot.hot()), chunk(expected));
            NavigableMap<String, KnownModel> now = facts.current(session);
            Set<String> moved = moved(models, now);
            for (int look = 1; !moved.isEmpty(); look++) {
                if (look == LOOKS_AGAIN) {
                    LOG.atInfo()
                            .addKeyValue("models", moved.size())
                            .log("Facts keep moving; going on in the next round");
                    return new Worked(0, pages);
                }
                models = now;
                refresh(Pairs.between(claimed, moved), chunk((long) claimed.size() * moved.size()));
                now = facts.current(session);
                moved = moved(models, now);
            }
            return new Worked(takeOff(), pages);
        }

        /** Chunks small enough that one is soon ready to be written, and the last one soon written. */
        private int chunk(long expected) {
            return (int)
                    Math.clamp(expected / CHUNKS_OF_A_ROUND, Math.min(SMALLEST_CHUNK, pagesPerChunk), pagesPerChunk);
        }

        private void refresh(Iterator<PageKey> pairs, int chunk) {
            Queue<CompletableFuture<List<PackedPage>>> ahead = new ArrayDeque<>();
            while (pairs.hasNext() || !ahead.isEmpty()) {
                // The next chunks are computed while this one is written, and no more of them than that.
                while (pairs.hasNext() && ahead.size() < CHUNKS_AHEAD) {
                    ahead.add(make(Pairs.next(pairs, chunk)));
                }
                underWay.set(ahead.size() * chunk);
                write(ahead.remove().join());
                goesOn.run();
            }
            underWay.set(0);
        }

        private CompletableFuture<List<PackedPage>> make(List<PageKey> chunk) {
            pages += chunk.size();
            return maker.make(chunk, this, store.versions(session, chunk));
        }

        @Override
        public KnownModel model(String id) {
            return view.find(id)
                    .orElseThrow(() -> new IllegalStateException("model " + id + ": not known (expected: known)"));
        }

        /** A claimed model that moved keeps its mark: its other pages can wait for the round that takes that off. */
        @Override
        public boolean isLeft(PageKey key) {
            return !overdue && view.version() != versionAtClaim && (hasMoved(key.first()) || hasMoved(key.second()));
        }

        private boolean hasMoved(String id) {
            KnownModel used = atClaim.get(id);
            return used != null && claimed.contains(id) && model(id).pageRevision() > used.pageRevision();
        }

        /** A mark that no event is behind asks for every page, whatever is stored. */
        @Override
        public boolean isAgain(PageKey key) {
            return withoutCause.contains(key.first()) || withoutCause.contains(key.second());
        }

        private void write(List<PackedPage> made) {
            if (made.isEmpty()) {
                return;
            }
            Map<String, List<String>> behind = causes();
            Stored stored = session.transactionResult(tx -> {
                List<Written> rows = store.write(tx.dsl(), made);
                return new Stored(rows.size(), changes.record(tx.dsl(), rows, behind));
            });
            changes.committed(stored.changes);
            written.increment(stored.pages);
            skipped.increment((double) made.size() - stored.pages);
        }

        /** Read again if facts came meanwhile: pages show them, and whatever is known has been marked. */
        private Map<String, List<String>> causes() {
            long version = view.version();
            if (version != versionOfCauses) {
                causes = dirty.causes(session);
                versionOfCauses = version;
            }
            return causes;
        }

        /** Models that others mark, and that are newer now than what this round may have computed with. */
        private Set<String> moved(Map<String, KnownModel> computedWith, NavigableMap<String, KnownModel> now) {
            Set<String> moved = new TreeSet<>();
            for (KnownModel model : now.values()) {
                KnownModel used = computedWith.get(model.id());
                if ((used == null || used.pageRevision() < model.pageRevision()) && !claimed.contains(model.id())) {
                    moved.add(model.id());
                }
            }
            return moved;
        }

        private int takeOff() {
            Map<String, Long> computedWith = new HashMap<>();
            for (String model : claimed) {
                KnownModel used = atClaim.get(model);
                if (used != null) {
                    computedWith.put(model, used.pageRevision());
                }
            }
            List<Done> done = session.transactionResult(
                    tx -> template.staysOurs(tx.dsl()) ? dirty.takeOff(tx.dsl(), computedWith) : List.of());
            lag.stored(done);
            LOG.atDebug()
                    .addKeyValue("models", done.size())
                    .addKeyValue("pages", pages)
                    .log("Refreshed stored pages");
            return done.size();
        }
    }
}
