package dev.crosscheck.comparison.reading;

import dev.crosscheck.comparison.page.Page;
import dev.crosscheck.comparison.page.PastMoment;
import dev.crosscheck.comparison.pagestore.Digest;
import dev.crosscheck.comparison.pagestore.PageJson;
import dev.crosscheck.comparison.pagestore.PageKey;
import dev.crosscheck.comparison.past.PastPages;
import dev.crosscheck.kit.http.AsOfRequest;
import dev.crosscheck.kit.time.AsOf;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Answers with pages of the past. Search engines are asked to leave them out; caches may keep them and
 * must ask again, for what is known of a day of the past still grows.
 */
@Singleton
final class PastReader {

    private final PastPages pages;
    private final Clock clock;

    PastReader(PastPages pages, Clock clock) {
        this.pages = pages;
        this.clock = clock;
    }

    /**
     * The moment asked for; empty for now.
     *
     * @throws dev.crosscheck.kit.problem.ProblemException 400, if it is no moment of the past
     */
    Optional<PastMoment> moment(@Nullable String asOf, @Nullable String knownAt) {
        AsOf asked = AsOfRequest.read(asOf, knownAt, clock.instant());
        return asked.isNow() ? Optional.empty() : Optional.of(new PastMoment(asked.validAt(), asked.knownAt()));
    }

    HttpResponse<byte[]> json(HttpRequest<?> request, PageKey key, PastMoment moment) {
        Page page = pages.page(key, moment);
        String today = "/v1/comparisons/" + key.first() + "/" + key.second();
        return answer(request, MediaType.APPLICATION_JSON_TYPE, PageJson.write(page, moment, today));
    }

    /** @param renderer empty for JSON */
    HttpResponse<byte[]> inForm(
            HttpRequest<?> request, PageKey key, PastMoment moment, Optional<PageRenderer> renderer) {
        return renderer.isEmpty()
                ? json(request, key, moment)
                : answer(request, renderer.get().mediaType(), renderer.get().render(pages.page(key, moment), moment));
    }

    private static HttpResponse<byte[]> answer(HttpRequest<?> request, MediaType type, byte[] body) {
        String tag = Digest.text(Digest.of(body)) + "-past-" + type.getSubtype();
        return Representation.of(tag, type, body, ComparisonController.takesGzip(request))
                .answer(request)
                .header("X-Robots-Tag", "noindex");
    }
}
