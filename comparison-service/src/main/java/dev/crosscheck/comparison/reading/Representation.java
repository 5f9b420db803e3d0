package dev.crosscheck.comparison.reading;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A finished answer in one form: its bytes, the tag that names them, and the same bytes compressed, once for all who
 * take them so.
 */
final class Representation {

    /** Below this the headers weigh more than what is saved. */
    private static final int WORTH_COMPRESSING = 512;

    private static final String GZIP = "gzip";

    private final String tag;
    private final MediaType type;
    private final byte[] body;
    private volatile byte @Nullable [] compressed;

    /** @param tag names the bytes and the form they are in; without quotes */
    Representation(String tag, MediaType type, byte[] body) {
        this.tag = tag;
        this.type = type;
        this.body = body;
    }

    /** The answer, or 304 if the client has it. Needs nothing but memory: good for the event loop. */
    MutableHttpResponse<byte[]> answer(HttpRequest<?> request) {
        if (!takesGzip(request)) {
            return EntityTag.answer(request, tag, type, () -> body);
        }
        // Other bytes have another name.
        MutableHttpResponse<byte[]> response = EntityTag.answer(request, tag + "-" + GZIP, type, this::compressed);
        return response.getBody().isPresent() ? response.header(HttpHeaders.CONTENT_ENCODING, GZIP) : response;
    }

    /** Bytes of memory, about. */
    int weight() {
        return body.length + body.length / 4;
    }

    private boolean takesGzip(HttpRequest<?> request) {
        if (body.length < WORTH_COMPRESSING) {
            return false;
        }
        for (String header : request.getHeaders().getAll(HttpHeaders.ACCEPT_ENCODING)) {
            for (String coding : header.toLowerCase(Locale.ROOT).split(",")) {
                String[] parts = coding.split(";");
                if (parts[0].strip().equals(GZIP)) {
                    return parts.length == 1 || !parts[1].strip().matches("q=0(\\.0*)?");
                }
            }
        }
        return false;
    }

    /** Two who ask at once may both compress; the bytes are the same. */
    private byte[] compressed() {
        byte[] held = compressed;
        if (held == null) {
            held = gzip(body);
            compressed = held;
        }
        return held;
    }

    private static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length / 4);
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("bytes in memory can be written to", e);
        }
        return out.toByteArray();
    }
}
