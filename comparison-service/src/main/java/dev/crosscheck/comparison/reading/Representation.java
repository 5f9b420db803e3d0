package dev.crosscheck.comparison.reading;

import dev.crosscheck.kit.http.ReadyAnswer;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.netty.util.AsciiString;
import java.util.ArrayList;
import java.util.List;

/**
 * A finished answer in one form and one coding: its bytes and the tag that names them. Kept in the bytes that go over
 * the wire and in no others.
 */
final class Representation {

    /** Below this the headers weigh more than what is saved. */
    private static final int WORTH_COMPRESSING = 512;

    /** Of the tag, the headers and what holds them together, about. */
    private static final int OVERHEAD = 600;

    /** Kept by whoever likes, used only after asking: nobody reads an older page than the facts known. */
    private static final String CACHING = "no-cache";

    private static final String VARYING = HttpHeaders.ACCEPT + ", " + HttpHeaders.ACCEPT_ENCODING;

    // The same objects in all answers, in the form in which they are written, and as routing spells them.
    private static final AsciiString TYPE_NAME = AsciiString.cached("content-type");
    private static final AsciiString TAG_NAME = AsciiString.cached(HttpHeaders.ETAG);
    private static final AsciiString CODING_NAME = AsciiString.cached(HttpHeaders.CONTENT_ENCODING);
    private static final AsciiString GZIP = AsciiString.cached(Gzip.NAME);
    private static final List<AsciiString> FOR_CACHES = List.of(
            AsciiString.cached(HttpHeaders.CACHE_CONTROL),
            AsciiString.cached(CACHING),
            AsciiString.cached(HttpHeaders.VARY),
            AsciiString.cached(VARYING));

    private final String tag;
    private final MediaType type;
    private final byte[] body;
    private final boolean gzip;
    private final ReadyAnswer whole;
    private final ReadyAnswer notModified;

    private Representation(String tag, MediaType type, byte[] body, boolean gzip) {
        this.tag = tag;
        this.type = type;
        this.body = body;
        this.gzip = gzip;
        this.whole = ReadyAnswer.ok(body, headers(true));
        this.notModified = ReadyAnswer.notModified(headers(false));
    }

    /**
     * @param name names the bytes and the form they are in; without quotes
     * @param body not compressed
     * @param gzip whether the client takes it compressed; it comes so if it is worth it
     */
    static Representation of(String name, MediaType type, byte[] body, boolean gzip) {
        // Other bytes have another name.
        return gzip && body.length >= WORTH_COMPRESSING
                ? new Representation('"' + name + '-' + Gzip.NAME + '"', type, Gzip.compress(body), true)
                : new Representation('"' + name + '"', type, body, false);
    }

    /** The answer, or 304 if the client has it. Needs nothing but memory: good for the event loop. */
    MutableHttpResponse<byte[]> answer(HttpRequest<?> request) {
        boolean held = EntityTag.isHeld(request.getHeaders().getAll(HttpHeaders.IF_NONE_MATCH), tag);
        MutableHttpResponse<byte[]> response =
                held ? HttpResponse.notModified() : HttpResponse.ok(body).contentType(type);
        response.header(HttpHeaders.ETAG, tag)
                .header(HttpHeaders.CACHE_CONTROL, CACHING)
                .header(HttpHeaders.VARY, VARYING);
        return held || !gzip ? response : response.header(HttpHeaders.CONTENT_ENCODING, Gzip.NAME);
    }

    /** The same, to who has these tags, without routing. */
    ReadyAnswer ready(List<String> ifNoneMatch) {
        return EntityTag.isHeld(ifNoneMatch, tag) ? notModified : whole;
    }

    /** Bytes of memory, about. */
    int weight() {
        return body.length + OVERHEAD;
    }

    private CharSequence[] headers(boolean withBody) {
        List<CharSequence> headers = new ArrayList<>();
        if (withBody) {
            headers.add(TYPE_NAME);
            headers.add(AsciiString.of(type.toString()));
        }
        headers.add(TAG_NAME);
        headers.add(AsciiString.of(tag));
        headers.addAll(FOR_CACHES);
        if (withBody && gzip) {
            headers.add(CODING_NAME);
            headers.add(GZIP);
        }
        return headers.toArray(CharSequence[]::new);
    }
}
