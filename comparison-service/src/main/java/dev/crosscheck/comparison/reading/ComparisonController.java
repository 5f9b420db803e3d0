package dev.crosscheck.comparison.reading;

import dev.crosscheck.comparison.fact.KnownModel;
import dev.crosscheck.comparison.page.PageAssembler;
import dev.crosscheck.comparison.page.PastMoment;
import dev.crosscheck.comparison.pagestore.PageKey;
import dev.crosscheck.kit.access.OpenTo;
import dev.crosscheck.kit.access.Role;
import dev.crosscheck.kit.limit.Cost;
import dev.crosscheck.kit.limit.Costs;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.uri.UriBuilder;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import jakarta.inject.Named;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/** Comparisons as JSON. */
@Controller
final class ComparisonController {

    /** The address of a pair, as JSON. */
    static final String PAIR = "/v1/comparisons/{a}/{b}";

    private final PageReader pages;
    private final KeptAnswers kept;
    private final PastReader past;
    private final ModelIds ids;
    private final ExecutorService blocking;

    ComparisonController(
            PageReader pages,
            KeptAnswers kept,
            PastReader past,
            ModelIds ids,
            @Named(TaskExecutors.BLOCKING) ExecutorService blocking) {
        this.pages = pages;
        this.kept = kept;
        this.past = past;
        this.ids = ids;
        this.blocking = blocking;
    }

    /**
     * The comparison of two models, now or at a moment of the past. In the other order than that of the
     * ids, it redirects.
     *
     * @param a       id of a model
     * @param b       id of another
     * @param asOf    what was true then; a moment, or a day, which stands for its end in UTC; null for now
     * @param knownAt by what had been recorded by then; likewise
     */
    @Get(PAIR)
    @OpenTo(Role.ANYONE)
    @Costs(
            value = Cost.PAST,
            with = {"asOf", "knownAt"})
    @Produces(MediaType.APPLICATION_JSON)
    CompletionStage<HttpResponse<byte[]>> pair(
            HttpRequest<?> request,
            String a,
            String b,
            @Nullable @QueryValue String asOf,
            @Nullable @QueryValue String knownAt) {
        Optional<PastMoment> then = past.moment(asOf, knownAt);
        List<KnownModel> models = ids.pair(a, b);
        PageKey key = PageKey.of(a, b);
        if (!key.first().equals(models.getFirst().id())) {
            return CompletableFuture.completedStage(redirect(request, "/v1/comparisons", key));
        }
        if (then.isPresent()) {
            return CompletableFuture.supplyAsync(() -> past.json(request, key, then.get()), blocking);
        }
        boolean gzip = takesGzip(request);
        Optional<Representation> atHand = kept.atHand(models.getFirst(), models.getLast(), Form.JSON, gzip);
        return atHand.isPresent()
                ? CompletableFuture.completedStage(atHand.get().answer(request))
                : CompletableFuture.supplyAsync(
                        () -> kept.of(key, Form.JSON, gzip).answer(request), blocking);
    }

    /**
     * The comparison of several models side by side; two have their own address.
     *
     * @param models 2 to 6 ids, in the order of the columns
     */
    @Get("/v1/comparisons")
    @OpenTo(Role.ANYONE)
    @Costs(Cost.WIDE)
    @Produces(MediaType.APPLICATION_JSON)
    @ExecuteOn(TaskExecutors.BLOCKING)
    HttpResponse<byte[]> several(HttpRequest<?> request, @QueryValue List<String> models) {
        List<KnownModel> known = ids.list(models, 2, PageAssembler.MAX_MODELS);
        return known.size() == 2
                ? redirectToPair("/v1/comparisons", known)
                : Form.JSON.of(pages.table(known), takesGzip(request)).answer(request);
    }

    static HttpResponse<byte[]> redirectToPair(String prefix, List<KnownModel> two) {
        PageKey key = PageKey.of(two.getFirst().id(), two.getLast().id());
        return HttpResponse.<byte[]>status(HttpStatus.PERMANENT_REDIRECT)
                .headers(headers -> headers.location(address(prefix, key)));
    }

    static boolean takesGzip(HttpRequest<?> request) {
        return Gzip.isTaken(request.getHeaders().getAll(HttpHeaders.ACCEPT_ENCODING));
    }

    /** Every pair has one address; what is asked beside it comes along. */
    static HttpResponse<byte[]> redirect(HttpRequest<?> request, String prefix, PageKey key) {
        URI address = address(prefix, key);
        String query = request.getUri().getRawQuery();
        URI location = query == null ? address : URI.create(address + "?" + query);
        return HttpResponse.<byte[]>status(HttpStatus.PERMANENT_REDIRECT)
                .headers(headers -> headers.location(location));
    }

    private static URI address(String prefix, PageKey key) {
        return UriBuilder.of(prefix).path(key.first()).path(key.second()).build();
    }
}
