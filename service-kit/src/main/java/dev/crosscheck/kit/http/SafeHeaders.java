package dev.crosscheck.kit.http;

import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;

/**
 * Tells browsers to load nothing but our own files and to run nothing that stands in an answer, a page or a
 * problem: should a text from outside ever get through as markup, it still does nothing.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class SafeHeaders {

    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
            + "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    @ResponseFilter
    void add(MutableHttpResponse<?> response) {
        response.header("Content-Security-Policy", POLICY)
                .header("X-Content-Type-Options", "nosniff")
                .header("X-Frame-Options", "DENY")
                .header("Referrer-Policy", "no-referrer")
                .header("Cross-Origin-Opener-Policy", "same-origin")
                .header("Cross-Origin-Resource-Policy", "same-origin")
                .header(
                        "Permissions-Policy",
                        "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()");
    }
}
