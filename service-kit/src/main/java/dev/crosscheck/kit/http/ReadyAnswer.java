package dev.crosscheck.kit.http;

import dev.crosscheck.kit.header.SafeAnswers;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.ReadOnlyHttpHeaders;
import io.netty.util.AsciiString;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * An answer that is finished: status, headers and body, the same for all who get it. Made once and sent often, so
 * that sending it needs no more than writing its bytes.
 */
public final class ReadyAnswer {

    private static final AsciiString CONTENT_LENGTH = AsciiString.cached("content-length");

    private static final CharSequence[] SAFE = SafeAnswers.ALL.entrySet().stream()
            .flatMap(header -> Stream.of(header.getKey(), header.getValue()))
            .map(AsciiString::cached)
            .toArray(CharSequence[]::new);

    private final HttpResponseStatus status;
    private final HttpHeaders headers;
    private final byte[] body;

    private ReadyAnswer(HttpResponseStatus status, byte[] body, CharSequence... headers) {
        this.status = status;
        this.headers = new ReadOnlyHttpHeaders(true, headers);
        this.body = body;
    }

    /**
     * 200 with a body.
     *
     * @param headers names and values in turn, without those that every answer has and without the body's length
     */
    public static ReadyAnswer ok(byte[] body, CharSequence... headers) {
        CharSequence[] all = withSafe(2, headers);
        all[all.length - 2] = CONTENT_LENGTH;
        all[all.length - 1] = AsciiString.of(Integer.toString(body.length));
        return new ReadyAnswer(HttpResponseStatus.OK, body, all);
    }

    /**
     * 304, which has no body.
     *
     * @param headers as of {@link #ok}
     */
    public static ReadyAnswer notModified(CharSequence... headers) {
        return new ReadyAnswer(HttpResponseStatus.NOT_MODIFIED, new byte[0], withSafe(0, headers));
    }

    int status() {
        return status.code();
    }

    /** To be written once. */
    FullHttpResponse response() {
        return new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, status, Unpooled.wrappedBuffer(body), headers, EmptyHttpHeaders.INSTANCE);
    }

    /** With so many places left at the end. */
    private static CharSequence[] withSafe(int left, CharSequence... headers) {
        CharSequence[] all = Arrays.copyOf(headers, headers.length + SAFE.length + left);
        System.arraycopy(SAFE, 0, all, headers.length, SAFE.length);
        return all;
    }
}
