package dev.crosscheck.comparison.refresh;

import dev.crosscheck.comparison.fact.KnownModel;
import dev.crosscheck.comparison.pagestore.FreshPage;
import dev.crosscheck.comparison.pagestore.PackedPage;
import dev.crosscheck.comparison.pagestore.PageFunction;
import dev.crosscheck.comparison.pagestore.PageKey;
import dev.crosscheck.comparison.pagestore.StoredVersion;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes many pages on several processors, and keeps those whose bytes are new. */
@Singleton
final class PageMaker {

    private static final Logger LOG = LoggerFactory.getLogger(PageMaker.class);

    /**
     * So many pages are made before they are packed: each of the two works needs most of a processor's caches, and
     * would find little of its own there if they took turns. A page takes a tenth less time for it at least.
     */
    private static final int TOGETHER = 16;

    private final PageFunction function;
    private final int threads;
    private final ExecutorService workers;
    private final Counter made;
    private final Counter unchanged;
    private final Counter current;
    private final Counter failed;

    PageMaker(PageFunction function, RefreshConfig config, MeterRegistry meters) {
        this.function = function;
        this.threads = config.threads();
        // Readers come first: whatever they leave of the processors is for the pages behind them.
        this.workers = Executors.newFixedThreadPool(
                threads,
                Thread.ofPlatform()
                        .name("page-maker-", 0)
                        .daemon(true)
                        .priority(Thread.MIN_PRIORITY)
                        .factory());
        this.made = meters.counter("crosscheck.pages.recomputed");
        this.current = meters.counter("crosscheck.pages.current");
        this.unchanged = meters.counter("crosscheck.pages.unchanged");
        this.failed = meters.counter("crosscheck.pages.failed");
    }

    @PreDestroy
    void close() {
        workers.shutdownNow();
    }

    /** What pages are made from. */
    interface Facts {

        /** The model as of the newest commit known. */
        KnownModel model(String id);

        /** Whether the page is better made later, since its facts are moving. */
        boolean isLeft(PageKey key);

        /** Whether the page is to be made even if the stored one is of the same facts. */
        boolean isAgain(PageKey key);
    }

    /**
     * Starts to make the pages, each from the newest facts known when its turn comes.
     *
     * @param stored what those that are stored were made from; one that need not or would not change is left out
     * @return the pages to be written, in the order of {@code keys}
     */
    CompletableFuture<List<PackedPage>> make(List<PageKey> keys, Facts facts, Map<PageKey, StoredVersion> stored) {
        int slice = Math.max(1, (keys.size() + threads - 1) / threads);
        List<CompletableFuture<List<PackedPage>>> slices = new ArrayList<>();
        for (int from = 0; from < keys.size(); from += slice) {
            List<PageKey> some = keys.subList(from, Math.min(keys.size(), from + slice));
            slices.add(CompletableFuture.supplyAsync(() -> makeAll(some, facts, stored), workers));
        }
        return CompletableFuture.allOf(slices.toArray(CompletableFuture[]::new))
                .thenApply(_ -> slices.stream()
                        .map(CompletableFuture::join)
                        .flatMap(Collection::stream)
                        .toList());
    }

    private List<PackedPage> makeAll(List<PageKey> keys, Facts facts, Map<PageKey, StoredVersion> stored) {
        List<PackedPage> packed = new ArrayList<>(keys.size());
        List<FreshPage> fresh = new ArrayList<>(TOGETHER);
        for (PageKey key : keys) {
            FreshPage page = facts.isLeft(key) ? null : make(key, facts, stored.get(key));
            if (page != null) {
                fresh.add(page);
            }
            if (fresh.size() == TOGETHER) {
                pack(fresh, packed);
            }
        }
        pack(fresh, packed);
        return packed;
    }

    private @Nullable FreshPage make(PageKey key, Facts facts, @Nullable StoredVersion stored) {
        KnownModel first = facts.model(key.first());
        KnownModel second = facts.model(key.second());
        if (stored != null && stored.isOf(first, second) && !facts.isAgain(key)) {
            current.increment();
            return null;
        }
        made.increment();
        try {
            FreshPage page = FreshPage.make(function, first, second);
            if (stored != null && stored.isSame(page)) {
                unchanged.increment();
                return null;
            }
            return page;
        } catch (RuntimeException e) {
            fail(key, e);
            return null;
        }
    }

    /** @param fresh none are left in it */
    private void pack(List<FreshPage> fresh, List<PackedPage> packed) {
        for (FreshPage page : fresh) {
            try {
                packed.add(page.packed());
            } catch (RuntimeException e) {
                fail(page.key(), e);
            }
        }
        fresh.clear();
    }

    /** The same facts would fail again, and must not keep the other pages of these models back. */
    private void fail(PageKey key, RuntimeException e) {
        failed.increment();
        LOG.atError()
                .addKeyValue("first", key.first())
                .addKeyValue("second", key.second())
                .setCause(e)
                .log("Could not make a page; the stored one stays");
    }
}
