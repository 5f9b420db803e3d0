package dev.crosscheck.comparison.reading;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import java.util.List;
import java.util.function.Supplier;

/** Strong entity tags: a client that holds these very bytes is not sent them again. */
final class EntityTag {

    /**
     * The answer with these bytes, or 304 if the client has them.
     *
     * @param tag  names the bytes and the form they are in; without quotes
     * @param body asked for only if the client has to be sent it
     */
    static MutableHttpResponse<byte[]> answer(
            HttpRequest<?> request, String tag, MediaType type, Supplier<byte[]> body) {
        MutableHttpResponse<byte[]> response = isHeld(request, tag)
                ? HttpResponse.notModified()
                : HttpResponse.ok(body.get()).contentType(type);
        return response.header(HttpHeaders.ETAG, '"' + tag + '"')
                // Kept by whoever likes, used only after asking: nobody reads an older page than the facts known.
                .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT + ", " + HttpHeaders.ACCEPT_ENCODING);
    }

    static boolean isHeld(HttpRequest<?> request, String tag) {
        List<String> held = request.getHeaders().getAll(HttpHeaders.IF_NONE_MATCH);
        for (String header : held) {
            for (String one : header.split(",")) {
                String candidate = one.strip();
                // If-None-Match compares weakly: a proxy may have weakened our tag.
                if (candidate.equals("*") || candidate.replaceFirst("^W/", "").equals('"' + tag + '"')) {
                    return true;
                }
            }
        }
        return false;
    }

    private EntityTag() {}
}
