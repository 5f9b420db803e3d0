package dev.crosscheck.comparison.reading;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.crosscheck.comparison.fact.FactView;
import dev.crosscheck.comparison.fact.KnownModel;
import dev.crosscheck.comparison.pagestore.PageKey;
import dev.crosscheck.comparison.refresh.HotPairs;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/**
 * Finished answers, each kept in the bytes that its readers take.
 *
 * <p>An answer is given out only at the revisions of both its models. What stands around a page as people read it,
 * such as its neighbours, is of other models, so it is kept while no model changes: the version of the facts is taken
 * before anything is read, and what is kept is at least as new as the version it is kept under.
 */
@Singleton
final class KeptAnswers implements HotPairs {

    /** Most are compressed and have some ten kilobytes, so this is three thousand or so. */
    private static final long KEPT_BYTES = 40L * 1024 * 1024;

    private final PageReader pages;
    private final FactView facts;
    private final Cache<Key, Kept> cache = Caffeine.newBuilder()
            .maximumWeight(KEPT_BYTES)
            .<Key, Kept>weigher((_, kept) -> kept.answer().weight())
            .build();
    private final Counter fromMemory;
    private final Counter renderedFromMemory;
    private final Counter rendered;

    KeptAnswers(PageReader pages, FactView facts, MeterRegistry meters) {
        this.pages = pages;
        this.facts = facts;
        fromMemory = meters.counter("crosscheck.pages.read", "from", "memory");
        renderedFromMemory = meters.counter("crosscheck.pages.rendered", "from", "memory");
        rendered = meters.counter("crosscheck.pages.rendered", "from", "page");
        meters.gauge("crosscheck.pages.kept", Tags.of("as", "answers"), cache, Cache::estimatedSize);
    }

    private record Key(PageKey page, Form form, boolean gzip) {}

    /** @param version of all facts; without meaning if the form shows none but the page's own */
    private record Kept(long first, long second, long version, Representation answer) {

        boolean isOf(KnownModel one, KnownModel other) {
            return first == one.pageRevision() && second == other.pageRevision();
        }
    }

    /**
     * The answer, if it can be had without waiting for anything: good for the event loop.
     *
     * @param first  as it is known now; its id comes before that of {@code second}
     * @param second as it is known now
     * @param gzip   whether the client takes it compressed
     */
    Optional<Representation> atHand(KnownModel first, KnownModel second, Form form, boolean gzip) {
        Kept kept = cache.getIfPresent(new Key(new PageKey(first.id(), second.id()), form, gzip));
        if (kept == null || !kept.isOf(first, second) || form.showsOthers() && kept.version() != facts.version()) {
            return Optional.empty();
        }
        (form.showsOthers() ? renderedFromMemory : fromMemory).increment();
        return Optional.of(kept.answer());
    }

    /** The answer. This may ask the database: not for the event loop. */
    Representation of(PageKey key, Form form, boolean gzip) {
        long version = facts.version();
        PageReader.Read read = pages.read(key);
        Representation answer = form.of(read.page(), gzip);
        if (form.showsOthers()) {
            rendered.increment();
        }
        cache.put(new Key(key, form, gzip), new Kept(read.firstRevision(), read.secondRevision(), version, answer));
        return answer;
    }

    /** The pairs read of late. */
    @Override
    public List<PageKey> hot() {
        return cache.asMap().keySet().stream().map(Key::page).distinct().toList();
    }
}
