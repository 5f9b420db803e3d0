package dev.crosscheck.comparison.refresh;

import static java.util.Objects.requireNonNull;

import dev.crosscheck.comparison.change.ChangeLog;
import dev.crosscheck.comparison.pagestore.PackedPage;
import dev.crosscheck.comparison.pagestore.PageKey;
import dev.crosscheck.comparison.pagestore.PageStore;
import dev.crosscheck.comparison.pagestore.Written;
import dev.crosscheck.kit.trace.Carried;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jooq.DSLContext;

/**
 * Makes pages and writes them in chunks of one transaction each, with what changed on them. The next chunks are made
 * while one is written.
 */
@Singleton
final class PageChunks {

    /** Of three, one is being written and one computed, and one is ready for whichever is faster. */
    private static final int AHEAD = 3;

    /** What is not overlapped with anything is the making of the first chunk and the writing of the last. */
    private static final int CHUNKS_OF_A_ROUND = 12;

    private static final int SMALLEST_CHUNK = 100;

    private final PageStore store;
    private final PageMaker maker;
    private final ChangeLog changes;
    private final int pagesPerChunk;
    private final Counter written;
    private final Counter skipped;

    /** Pages asked for and not yet written, in whole chunks: at most {@link #AHEAD} of them. */
    private final AtomicInteger underWay;

    PageChunks(PageStore store, PageMaker maker, ChangeLog changes, RefreshConfig config, MeterRegistry meters) {
        this.store = store;
        this.maker = maker;
        this.changes = changes;
        this.pagesPerChunk = config.pagesPerChunk();
        this.written = meters.counter("crosscheck.pages.written");
        this.skipped = meters.counter("crosscheck.pages.skipped");
        this.underWay = requireNonNull(meters.gauge("crosscheck.pages.under-way", new AtomicInteger()));
    }

    /** What pages are made from, and why. */
    interface Work extends PageMaker.Facts, RoundWatch {

        /** The events that made each model's pages stale, newest first, by model. */
        Map<String, List<String>> causes();

        /** By what that goes on which is done for a model, for those that are traced. */
        Map<String, String> traces();
    }

    /** What one transaction wrote. */
    private record Stored(int pages, ChangeLog.Recorded changes) {}

    /**
     * Brings stored pages up to the facts, all or until somebody wants it to end.
     *
     * @param session  that everything is asked and written by
     * @param expected about how many pages there are
     * @return how many pages were looked at
     */
    long refresh(DSLContext session, Iterator<PageKey> pages, long expected, Work work) {
        int chunk = chunk(expected);
        long looked = 0;
        Queue<CompletableFuture<List<PackedPage>>> ahead = new ArrayDeque<>();
        try {
            while (!work.wantsEnd() && (pages.hasNext() || !ahead.isEmpty())) {
                // The next chunks are computed while this one is written, and no more of them than that.
                while (pages.hasNext() && ahead.size() < AHEAD) {
                    List<PageKey> next = Pairs.next(pages, chunk);
                    looked += next.size();
                    ahead.add(maker.make(next, work, store.versions(session, next, work::isAgain)));
                }
                underWay.set(ahead.size() * chunk);
                write(session, ahead.remove().join(), work);
                work.goesOn();
            }
        } finally {
            // However it ends: a round that failed has none under way.
            underWay.set(0);
        }
        return looked;
    }

    /** Chunks small enough that one is soon ready to be written, and the last one soon written. */
    private int chunk(long expected) {
        return (int) Math.clamp(expected / CHUNKS_OF_A_ROUND, Math.min(SMALLEST_CHUNK, pagesPerChunk), pagesPerChunk);
    }

    private void write(DSLContext session, List<PackedPage> made, Work work) {
        if (made.isEmpty()) {
            return;
        }
        Map<String, List<String>> behind = work.causes();
        Stored stored = session.transactionResult(tx -> {
            Carried.set(tx.dsl(), work.traces());
            List<Written> rows = store.write(tx.dsl(), made);
            return new Stored(rows.size(), changes.record(tx.dsl(), rows, behind));
        });
        changes.committed(stored.changes);
        written.increment(stored.pages);
        skipped.increment((double) made.size() - stored.pages);
    }
}
