package dev.crosscheck.kit.http;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.FullHttpMessage;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.AsciiString;
import io.netty.util.ReferenceCountUtil;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers what {@link Shortcut}s know, and hands everything else on untouched. One for each connection, between the
 * HTTP codec and the routing; all of it happens on the thread of the connection's event loop.
 *
 * <p>Answers keep the order of their requests: while one that was handed on has no answer yet, all that come after
 * it are handed on too, and routing keeps their order.
 */
final class ShortcutHandler extends ChannelDuplexHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ShortcutHandler.class);

    /** A request with one of these is none of the ordinary ones. */
    private static final List<AsciiString> ROUTED = List.of(
            HttpHeaderNames.CONTENT_LENGTH,
            HttpHeaderNames.TRANSFER_ENCODING,
            HttpHeaderNames.CONTENT_TYPE,
            HttpHeaderNames.EXPECT,
            HttpHeaderNames.UPGRADE,
            HttpHeaderNames.ORIGIN,
            HttpHeaderNames.AUTHORIZATION,
            HttpHeaderNames.RANGE,
            HttpHeaderNames.IF_RANGE,
            HttpHeaderNames.IF_MATCH,
            HttpHeaderNames.IF_MODIFIED_SINCE,
            HttpHeaderNames.IF_UNMODIFIED_SINCE);

    private final List<TimedShortcut> shortcuts;

    /** Requests that were handed on and have no answer yet. */
    private int waiting;

    /** The request was answered here, and its end, which says nothing, is still to come. */
    private boolean answered;

    /** Something was written and not flushed. */
    private boolean written;

    /** The last answer of this connection has been written. */
    private boolean closing;

    ShortcutHandler(List<TimedShortcut> shortcuts) {
        this.shortcuts = shortcuts;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (answered) {
            answered = !(message instanceof LastHttpContent);
            ReferenceCountUtil.release(message);
            return;
        }
        if (message instanceof HttpRequest request) {
            if (isNext(context) && isOrdinary(request) && answer(context, request)) {
                answered = true;
                return;
            }
            waiting++;
        }
        context.fireChannelRead(message);
    }

    /** A client that reads slower than it asks is left to routing, which stops reading from it. */
    private boolean isNext(ChannelHandlerContext context) {
        return waiting == 0 && !closing && context.channel().isWritable();
    }

    private static boolean isOrdinary(HttpRequest request) {
        if (!HttpMethod.GET.equals(request.method())
                || !HttpVersion.HTTP_1_1.equals(request.protocolVersion())
                || request.decoderResult().isFailure()
                || request instanceof FullHttpMessage) {
            return false;
        }
        HttpHeaders headers = request.headers();
        for (AsciiString name : ROUTED) {
            if (headers.contains(name)) {
                return false;
            }
        }
        List<String> connection = headers.getAll(HttpHeaderNames.CONNECTION);
        return connection.isEmpty()
                || connection.size() == 1 && HttpHeaderValues.KEEP_ALIVE.contentEqualsIgnoreCase(connection.getFirst());
    }

    private boolean answer(ChannelHandlerContext context, HttpRequest request) {
        long start = System.nanoTime();
        for (TimedShortcut shortcut : shortcuts) {
            ReadyAnswer answer = find(shortcut, request);
            if (answer != null) {
                context.write(answer.response(), context.voidPromise());
                written = true;
                shortcut.sent(answer, System.nanoTime() - start);
                return true;
            }
        }
        return false;
    }

    /** Whatever goes wrong here goes wrong in routing too, which has an answer to that. */
    private static @Nullable ReadyAnswer find(TimedShortcut shortcut, HttpRequest request) {
        try {
            return shortcut.find(request.uri(), request.headers());
        } catch (RuntimeException e) {
            LOG.atWarn().setCause(e).log("Could not look for an answer at hand; the request is routed");
            return null;
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (written) {
            written = false;
            context.flush();
        }
        context.fireChannelReadComplete();
    }

    /** What routing answers. */
    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        boolean interim = false;
        if (message instanceof HttpResponse response) {
            interim = response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
            closing |= !interim && !HttpUtil.isKeepAlive(response);
        }
        if (message instanceof LastHttpContent && !interim) {
            waiting--;
        }
        context.write(message, promise);
    }
}
