package dev.crosscheck.comparison.web;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;

/** Web pages as answers. */
final class Documents {

    static final String HTML = "text/html;charset=utf-8";

    /** A page made from the facts as they are now: whoever keeps it asks again. */
    static MutableHttpResponse<byte[]> page(String template, Object view) {
        return page(HttpStatus.OK, template, view);
    }

    static MutableHttpResponse<byte[]> page(HttpStatus status, String template, Object view) {
        return HttpResponse.<byte[]>status(status)
                .body(Templates.render(template, view))
                .contentType(HTML)
                .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT);
    }

    private Documents() {}
}
