package dev.crosscheck.comparison.reading;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.crosscheck.comparison.fact.FactView;
import dev.crosscheck.comparison.pagestore.Digest;
import dev.crosscheck.comparison.pagestore.PageKey;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Pages as people read them, kept while no model changes: what stands around a page, such as its neighbours, is of
 * other models.
 *
 * <p>The version of the facts is taken before anything is read, so that what is kept is at least as new as the
 * version it is kept under, and a page whose own facts are newer than that of the version is never given out.
 */
@Singleton
final class RenderedPages {

    /** Of finished answers. A page has a hundred kilobytes or so. */
    private static final long KEPT_BYTES = 24L * 1024 * 1024;

    private final PageReader pages;
    private final FactView facts;
    private final Cache<Key, Rendered> cache = Caffeine.newBuilder()
            .maximumWeight(KEPT_BYTES)
            .<Key, Rendered>weigher((_, rendered) -> rendered.answer().weight())
            .build();
    private final Counter hits;
    private final Counter rendered;

    RenderedPages(PageReader pages, FactView facts, MeterRegistry meters) {
        this.pages = pages;
        this.facts = facts;
        hits = meters.counter("crosscheck.pages.rendered", "from", "memory");
        rendered = meters.counter("crosscheck.pages.rendered", "from", "page");
        meters.gauge("crosscheck.pages.kept", Tags.of("as", "rendered"), cache, Cache::estimatedSize);
    }

    private record Key(PageKey page, String form) {}

    private record Rendered(long version, String page, Representation answer) {}

    /**
     * The page, if it can be had without waiting for anything: good for the event loop.
     *
     * @throws UnknownModelException if one of the models is not known
     */
    Optional<Representation> atHand(PageKey key, PageRenderer renderer) {
        Rendered held = cache.getIfPresent(new Key(key, renderer.mediaType().getName()));
        if (held == null || held.version() != facts.version()) {
            return Optional.empty();
        }
        // The facts of the pair may have come while the version has not: then its page is another already.
        return pages.atHand(key)
                .filter(page -> page.digest().equals(held.page()))
                .map(_ -> {
                    hits.increment();
                    return held.answer();
                });
    }

    /** The page. This may ask the database: not for the event loop. */
    Representation page(PageKey key, PageRenderer renderer) {
        long version = facts.version();
        ServedPage page = pages.page(key);
        rendered.increment();
        Representation answer = render(page, renderer);
        cache.put(new Key(key, renderer.mediaType().getName()), new Rendered(version, page.digest(), answer));
        return answer;
    }

    /** What stands around a page may change without it, so the tag is of the very bytes. */
    static Representation render(ServedPage page, PageRenderer renderer) {
        byte[] body = renderer.render(page.page());
        String tag = Digest.text(Digest.of(body)) + "-" + renderer.mediaType().getSubtype();
        return new Representation(tag, renderer.mediaType(), body);
    }
}
