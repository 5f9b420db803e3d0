package dev.crosscheck.comparison.reading;

import dev.crosscheck.comparison.page.Page;
import dev.crosscheck.comparison.page.PastMoment;
import io.micronaut.http.MediaType;

/**
 * Writes a comparison page in one format. There is a bean for each format; whoever answers a request
 * picks by {@link #mediaType()}.
 */
public interface PageRenderer {

    /** What it writes, such as {@code text/html;charset=utf-8}. */
    MediaType mediaType();

    /**
     * @return the whole document in UTF-8. The same page gives the same bytes as long as no other
     *     model changes: what stands around a page, such as its neighbours, is read when it is written
     */
    byte[] render(Page page);

    /**
     * A page of the past, which says so above all else, leads to the page of now, and stands without
     * what is known of other models now.
     */
    byte[] render(Page page, PastMoment moment);
}
