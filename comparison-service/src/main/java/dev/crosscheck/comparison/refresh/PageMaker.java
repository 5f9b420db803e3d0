package dev.crosscheck.comparison.refresh;

import dev.crosscheck.comparison.fact.KnownModel;
import dev.crosscheck.comparison.pagestore.FreshPage;
import dev.crosscheck.comparison.pagestore.PackedPage;
import dev.crosscheck.comparison.pagestore.PageFunction;
import dev.crosscheck.comparison.pagestore.PageKey;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Arrays;
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

    private final PageFunction function;
    private final int threads;
    private final ExecutorService workers;
    private final Counter made;
    private final Counter unchanged;
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
        this.unchanged = meters.counter("crosscheck.pages.unchanged");
        this.failed = meters.counter("crosscheck.pages.failed");
    }

    @PreDestroy
    void close() {
        workers.shutdownNow();
    }

    /**
     * Starts to make the pages.
     *
     * @param models what to make them from
     * @param stored digests of those that are stored; a page that comes out the same is left out
     * @return the pages to be written, in the order of {@code keys}
     */
    CompletableFuture<List<PackedPage>> make(
            List<PageKey> keys, Map<String, KnownModel> models, Map<PageKey, byte[]> stored) {
        int slice = Math.max(1, (keys.size() + threads - 1) / threads);
        List<CompletableFuture<List<PackedPage>>> slices = new ArrayList<>();
        for (int from = 0; from < keys.size(); from += slice) {
            List<PageKey> some = keys.subList(from, Math.min(keys.size(), from + slice));
            slices.add(CompletableFuture.supplyAsync(() -> makeAll(some, models, stored), workers));
        }
        return CompletableFuture.allOf(slices.toArray(CompletableFuture[]::new))
                .thenApply(_ -> slices.stream()
                        .map(CompletableFuture::join)
                        .flatMap(Collection::stream)
                        .toList());
    }

    private List<PackedPage> makeAll(List<PageKey> keys, Map<String, KnownModel> models, Map<PageKey, byte[]> stored) {
        List<PackedPage> pages = new ArrayList<>(keys.size());
        for (PageKey key : keys) {
            PackedPage page = make(key, models, stored.get(key));
            if (page != null) {
                pages.add(page);
            }
        }
        return pages;
    }

    private @Nullable PackedPage make(PageKey key, Map<String, KnownModel> models, byte @Nullable [] stored) {
        KnownModel first = models.get(key.first());
        KnownModel second = models.get(key.second());
        if (first == null || second == null) {
            throw new IllegalStateException("models of " + key + ": not known (expected: both)");
        }
        made.increment();
        try {
            FreshPage page = FreshPage.make(function, first, second);
            if (stored != null && Arrays.equals(stored, page.bytes().digest())) {
                unchanged.increment();
                return null;
            }
            return page.packed();
        } catch (RuntimeException e) {
            // The same facts would fail again, and must not keep the other pages of these models back.
            failed.increment();
            LOG.atError()
                    .addKeyValue("first", key.first())
                    .addKeyValue("second", key.second())
                    .setCause(e)
                    .log("Could not make a page; the stored one stays");
            return null;
        }
    }
}
