package dev.crosscheck.kit.header;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpHeaders;
import io.micronaut.http.MutableHttpResponse;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * Tells browsers to load nothing but our own files and to run nothing that stands in an answer, a page or a
 * problem: should a text from outside ever get through as markup, it still does nothing.
 */
public final class SafeAnswers {

    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
            + "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /** What every answer says, whichever way it goes out. */
    public static final SequencedMap<String, String> ALL = all();

    /** Safe to repeat. What went wrong may go well the next time: nobody keeps that. */
    public static void tell(MutableHttpResponse<?> response) {
        MutableHttpHeaders headers = response.getHeaders();
        ALL.forEach(headers::set);
        if (response.code() >= HttpStatus.BAD_REQUEST.getCode()) {
            keepNowhere(response);
        }
    }

    /** Nobody on the way keeps it, nor a disk that others use; unless the answer says otherwise itself. */
    public static void keepNowhere(MutableHttpResponse<?> response) {
        MutableHttpHeaders headers = response.getHeaders();
        if (!headers.contains(HttpHeaders.CACHE_CONTROL)) {
            headers.set(HttpHeaders.CACHE_CONTROL, "no-store");
        }
    }

    private static SequencedMap<String, String> all() {
        SequencedMap<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Security-Policy", POLICY);
        headers.put("X-Content-Type-Options", "nosniff");
        headers.put("X-Frame-Options", "DENY");
        headers.put("X-Permitted-Cross-Domain-Policies", "none");
        headers.put("Referrer-Policy", "no-referrer");
        headers.put("Cross-Origin-Opener-Policy", "same-origin");
        headers.put("Cross-Origin-Embedder-Policy", "require-corp");
        headers.put("Cross-Origin-Resource-Policy", "same-origin");
        headers.put(
                "Permissions-Policy",
                "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()");
        return Collections.unmodifiableSequencedMap(headers);
    }

    private SafeAnswers() {}
}
