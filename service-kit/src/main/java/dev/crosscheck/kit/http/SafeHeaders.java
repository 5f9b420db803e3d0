package dev.crosscheck.kit.http;

import io.micronaut.core.order.Ordered;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * Tells browsers to load nothing but our own files and to run nothing that stands in an answer, a page or a
 * problem: should a text from outside ever get through as markup, it still does nothing.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class SafeHeaders implements Ordered {

    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
            + "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /** What every answer says, whichever way it goes out. */
    static final SequencedMap<String, String> ALL = all();

    /** Around all other filters: an answer by which one of them turns somebody away has the headers, too. */
    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    @ResponseFilter
    void add(MutableHttpResponse<?> response) {
        ALL.forEach(response::header);
    }

    private static SequencedMap<String, String> all() {
        SequencedMap<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Security-Policy", POLICY);
        headers.put("X-Content-Type-Options", "nosniff");
        headers.put("X-Frame-Options", "DENY");
        headers.put("Referrer-Policy", "no-referrer");
        headers.put("Cross-Origin-Opener-Policy", "same-origin");
        headers.put("Cross-Origin-Resource-Policy", "same-origin");
        headers.put(
                "Permissions-Policy",
                "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()");
        return Collections.unmodifiableSequencedMap(headers);
    }
}
