package dev.crosscheck.comparison.reading;

import dev.crosscheck.comparison.fact.KnownModel;
import dev.crosscheck.comparison.page.PageAssembler;
import dev.crosscheck.comparison.page.PastMoment;
import dev.crosscheck.comparison.pagestore.PageKey;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.server.exceptions.NotAcceptableException;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import jakarta.inject.Named;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/** Comparisons at the addresses that people share, in the form they ask for. */
@Controller
final class CompareController {

    private static final String MARKDOWN = "text/markdown";

    private final PageReader pages;
    private final RenderedPages rendered;
    private final PastReader past;
    private final ModelIds ids;
    private final List<PageRenderer> renderers;
    private final ExecutorService blocking;

    CompareController(
            PageReader pages,
            RenderedPages rendered,
            PastReader past,
            ModelIds ids,
            Collection<PageRenderer> renderers,
            @Named(TaskExecutors.BLOCKING) ExecutorService blocking) {
        this.pages = pages;
        this.rendered = rendered;
        this.blocking = blocking;
        this.past = past;
        this.ids = ids;
        // A client that takes anything gets what people read.
        this.renderers = renderers.stream()
                .sorted(Comparator.comparing(renderer -> !MediaType.TEXT_HTML_TYPE.matches(renderer.mediaType())))
                .toList();
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
    @Get("/compare/{a}/{b}")
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
        Optional<PageRenderer> renderer = rendererOf(form(request));
        if (then.isPresent()) {
            return CompletableFuture.supplyAsync(() -> past.inForm(request, key, then.get(), renderer), blocking);
        }
        Optional<Representation> atHand = renderer.isPresent()
                ? rendered.atHand(key, renderer.get())
                : pages.atHand(key).map(ServedPage::answer);
        return atHand.isPresent()
                ? CompletableFuture.completedStage(atHand.get().answer(request))
                : CompletableFuture.supplyAsync(() -> answer(key, renderer).answer(request), blocking);
    }

    private Representation answer(PageKey key, Optional<PageRenderer> renderer) {
        return renderer.isPresent()
                ? rendered.page(key, renderer.get())
                : pages.page(key).answer();
    }

    /**
     * The comparison of several models side by side, in the same forms. Two have their own address, to
     * which a form for picking models may send people this way.
     *
     * @param models 2 to 6 ids, in the order of the columns
     */
    @Get("/compare")
    @Produces({MediaType.TEXT_HTML, MARKDOWN, MediaType.APPLICATION_JSON})
    @ExecuteOn(TaskExecutors.BLOCKING)
    HttpResponse<byte[]> several(HttpRequest<?> request, @QueryValue List<String> models) {
        List<KnownModel> known = ids.list(models, 2, PageAssembler.MAX_MODELS);
        return known.size() == 2
                ? ComparisonController.redirectToPair("/compare", known)
                : inForm(request, form(request), pages.table(known));
    }

    private HttpResponse<byte[]> inForm(HttpRequest<?> request, MediaType form, ServedPage page) {
        return rendererOf(form)
                .map(renderer -> RenderedPages.render(page, renderer))
                .orElseGet(page::answer)
                .answer(request);
    }

    /** Empty for JSON, which needs none. */
    private Optional<PageRenderer> rendererOf(MediaType form) {
        return renderers.stream()
                .filter(renderer -> renderer.mediaType().matches(form))
                .findFirst();
    }

    /** The first form the client names, in order of its preference, that there is. */
    private MediaType form(HttpRequest<?> request) {
        List<MediaType> forms = new ArrayList<>();
        renderers.forEach(renderer -> forms.add(renderer.mediaType()));
        forms.add(MediaType.APPLICATION_JSON_TYPE);
        Collection<MediaType> accepted = request.accept();
        if (accepted.isEmpty()) {
            return forms.getFirst();
        }
        return accepted.stream()
                .filter(wanted -> wanted.getQualityAsNumber().signum() > 0)
                .flatMap(wanted -> forms.stream().filter(form -> wanted.matches(form)))
                .findFirst()
                .orElseThrow(() -> new NotAcceptableException(names(accepted), names(forms)));
    }

    private static List<String> names(Collection<MediaType> types) {
        return types.stream().map(MediaType::getName).toList();
    }
}
