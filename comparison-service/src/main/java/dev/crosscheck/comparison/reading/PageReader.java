package dev.crosscheck.comparison.reading;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.crosscheck.comparison.fact.FactView;
import dev.crosscheck.comparison.fact.KnownModel;
import dev.crosscheck.comparison.page.Page;
import dev.crosscheck.comparison.pagestore.FreshPage;
import dev.crosscheck.comparison.pagestore.PageBytes;
import dev.crosscheck.comparison.pagestore.PageFunction;
import dev.crosscheck.comparison.pagestore.PageKey;
import dev.crosscheck.comparison.pagestore.PageStore;
import dev.crosscheck.comparison.pagestore.TableFunction;
import dev.crosscheck.comparison.refresh.DirtyModels;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the page of a pair as of the newest facts known.
 *
 * <p>It comes from memory if it was read before at the same revisions, else from the database if it is
 * stored at them, else it is made here and now: the bytes are the same whichever way. Of a model that changed a moment
 * ago no page is looked for in the database, where it can hardly be.
 */
@Singleton
public final class PageReader {

    private static final Logger LOG = LoggerFactory.getLogger(PageReader.class);

    /** Of pages in their compact form, some ten kilobytes each: to make answers of, in whatever form they are asked for. */
    private static final long CACHED_BYTES = 8L * 1024 * 1024;

    private static final Duration ASK_AGAIN_AFTER = Duration.ofSeconds(2);

    private final FactView facts;
    private final DirtyModels dirty;
    private final PageStore store;
    private final PageFunction function;
    private final TableFunction table;
    private final DSLContext dsl;
    private final Cache<PageKey, Read> cache;
    private volatile long awayUntil = System.nanoTime();
    private final Counter hits;
    private final Counter fromStore;
    private final Counter computed;

    public PageReader(
            FactView facts,
            DirtyModels dirty,
            PageStore store,
            PageFunction function,
            TableFunction table,
            DSLContext dsl,
            MeterRegistry meters) {
        this.facts = facts;
        this.dirty = dirty;
        this.store = store;
        this.function = function;
        this.table = table;
        this.dsl = dsl;
        this.cache = Caffeine.newBuilder()
                .maximumWeight(CACHED_BYTES)
                .<PageKey, Read>weigher((_, read) -> read.page().weight())
                .build();
        meters.gauge("crosscheck.pages.kept", Tags.of("as", "pages"), cache, Cache::estimatedSize);
        this.hits = meters.counter("crosscheck.pages.read", "from", "memory");
        this.fromStore = meters.counter("crosscheck.pages.read", "from", "store");
        this.computed = meters.counter("crosscheck.pages.read", "from", "facts");
    }

    /** A page, and the revisions of the facts that it was made of. */
    record Read(long firstRevision, long secondRevision, ServedPage page) {

        private boolean isOf(KnownModel first, KnownModel second) {
            return firstRevision == first.pageRevision() && secondRevision == second.pageRevision();
        }
    }

    /**
     * The page. This may ask the database: not for the event loop.
     *
     * @throws UnknownModelException if one of the models is not known
     */
    public ServedPage page(PageKey key) {
        return read(key).page();
    }

    /** {@link #page(PageKey)} with its revisions. */
    Read read(PageKey key) {
        KnownModel first = known(key.first());
        KnownModel second = known(key.second());
        Read held = cache.getIfPresent(key);
        if (held != null && held.isOf(first, second)) {
            hits.increment();
            return held;
        }
        Read read = new Read(first.pageRevision(), second.pageRevision(), new ServedPage(bytes(key, first, second)));
        cache.put(key, read);
        return read;
    }

    /**
     * The page of several models side by side, made here and now.
     *
     * @param models two to six different ones, in the order of the columns
     */
    public ServedPage table(List<KnownModel> models) {
        return new ServedPage(
                PageBytes.of(table.of(models.stream().map(KnownModel::profile).toList())));
    }

    private PageBytes bytes(PageKey key, KnownModel first, KnownModel second) {
        boolean isTooFresh = dirty.isFreshlyMarked(key.first()) || dirty.isFreshlyMarked(key.second());
        Optional<PageBytes> current = isTooFresh ? Optional.empty() : stored(key, first, second);
        if (current.isPresent()) {
            fromStore.increment();
            return current.get();
        }
        computed.increment();
        return FreshPage.make(function, first, second).bytes();
    }

    /**
     * The facts are in memory: a database that is away costs one reader the wait for it, and those after him
     * nothing for a while.
     */
    private Optional<PageBytes> stored(PageKey key, KnownModel first, KnownModel second) {
        if (System.nanoTime() - awayUntil < 0) {
            return Optional.empty();
        }
        try {
            return store.find(dsl, key)
                    .filter(page -> page.firstRevision() == first.pageRevision()
                            && page.secondRevision() == second.pageRevision()
                            && page.templateVersion() == Page.TEMPLATE_VERSION)
                    .map(page -> page.page(function.facts(first.profile(), second.profile())));
        } catch (DataAccessException e) {
            awayUntil = System.nanoTime() + ASK_AGAIN_AFTER.toNanos();
            return unreadable(key, e);
        } catch (IllegalArgumentException e) {
            return unreadable(key, e);
        }
    }

    private static Optional<PageBytes> unreadable(PageKey key, RuntimeException e) {
        LOG.atWarn()
                .addKeyValue("first", key.first())
                .addKeyValue("second", key.second())
                .addKeyValue("because", String.valueOf(e.getMessage()))
                .log("Could not read a stored page; making it from the facts");
        return Optional.empty();
    }

    private KnownModel known(String model) {
        return facts.find(model).orElseThrow(() -> UnknownModelException.of(model, facts));
    }
}
