package dev.crosscheck.comparison.reading;

import dev.crosscheck.comparison.fact.KnownModel;
import dev.crosscheck.comparison.page.PageAssembler;
import dev.crosscheck.comparison.page.PastMoment;
import dev.crosscheck.comparison.pagestore.PageKey;
import dev.crosscheck.kit.access.OpenTo;
import dev.crosscheck.kit.access.Role;
import dev.crosscheck.kit.limit.Cost;
import dev.crosscheck.kit.limit.Costs;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import jakarta.inject.Named;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/** Comparisons at the addresses that people share, in the form they ask for. */
@Controller
final class CompareController {

    /** The address of a pair, as people share it. */
    static final String PAIR = "/compare/{a}/{b}";

    private static final String MARKDOWN = "text/markdown";

    private final PageReader pages;
    private final KeptAnswers kept;
    private final PastReader past;
    private final ModelIds ids;
    private final Forms forms;
    private final ExecutorService blocking;

    CompareController(
            PageReader pages,
            KeptAnswers kept,
            PastReader past,
            ModelIds ids,
            Forms forms,
            @Named(TaskExecutors.BLOCKING) ExecutorService blocking) {
        this.pages = pages;
        this.kept = kept;
        this.blocking = blocking;
        this.past = past;
        this.ids = ids;
        this.forms = forms;
    }

    /**
     * The comparison of two models as a web page, Markdown or JSON, whichever the client would rather
     * have, now or at a moment of the past. In the other order than that of the ids, it redirects.
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
    @Produces({MediaType.TEXT_HTML, MARKDOWN, MediaType.APPLICATION_JSON})
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
            return CompletableFuture.completedStage(ComparisonController.redirect(request, "/compare", key));
        }
        Form form = forms.wanted(request.accept());
        if (then.isPresent()) {
            return CompletableFuture.supplyAsync(
                    () -> past.inForm(request, key, then.get(), form.renderer()), blocking);
        }
        boolean gzip = ComparisonController.takesGzip(request);
        Optional<Representation> atHand = kept.atHand(models.getFirst(), models.getLast(), form, gzip);
        return atHand.isPresent()
                ? CompletableFuture.completedStage(atHand.get().answer(request))
                : CompletableFuture.supplyAsync(() -> kept.of(key, form, gzip).answer(request), blocking);
    }

    /**
     * The comparison of several models side by side, in the same forms. Two have their own address, to
     * which a form for picking models may send people this way.
     *
     * @param models 2 to 6 ids, in the order of the columns
     */
    @Get("/compare")
    @OpenTo(Role.ANYONE)
    @Costs(Cost.WIDE)
    @Produces({MediaType.TEXT_HTML, MARKDOWN, MediaType.APPLICATION_JSON})
    @ExecuteOn(TaskExecutors.BLOCKING)
    HttpResponse<byte[]> several(HttpRequest<?> request, @QueryValue List<String> models) {
        List<KnownModel> known = ids.list(models, 2, PageAssembler.MAX_MODELS);
        return known.size() == 2
                ? ComparisonController.redirectToPair("/compare", known)
                : forms.wanted(request.accept())
                        .of(pages.table(known), ComparisonController.takesGzip(request))
                        .answer(request);
    }
}
