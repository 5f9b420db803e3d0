package dev.crosscheck.comparison.web;

import dev.crosscheck.comparison.page.Page;
import dev.crosscheck.comparison.page.PastMoment;
import dev.crosscheck.comparison.reading.PageRenderer;
import io.micronaut.http.MediaType;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** A comparison as a web page. */
@Singleton
final class HtmlPage implements PageRenderer {

    static final MediaType MEDIA_TYPE = new MediaType("text/html;charset=utf-8");

    private final Digests digests;

    HtmlPage(Digests digests) {
        this.digests = digests;
    }

    @Override
    public MediaType mediaType() {
        return MEDIA_TYPE;
    }

    @Override
    public byte[] render(Page page) {
        List<String> ids = page.models().stream().map(Page.PageModel::id).toList();
        List<Digest> all = digests.all();
        Optional<ScatterView> scatter =
                ScatterPlot.benchmark(all, ids).flatMap(benchmark -> ScatterPlot.of(all, benchmark, ids));
        List<Digest> subjects =
                all.stream().filter(model -> ids.contains(model.id())).toList();
        return Templates.render("page.jte", new PageView(page, scatter, Neighbours.of(subjects, all), null));
    }

    @Override
    public byte[] render(Page page, PastMoment moment) {
        return Templates.render("page.jte", new PageView(page, Optional.empty(), List.of(), moment));
    }
}
