package dev.crosscheck.kit.http;

import io.netty.handler.codec.http.HttpHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Knows the answers of one route that are at hand, so that they go out before a request is routed. Nobody is asked for
 * a token before that: it has to be a route that is open to anyone.
 *
 * <p>A bean of this kind is asked on the event loop, and only for the most ordinary requests: GET over HTTP/1.1 on
 * the service's own port, without a body and without any condition but {@code If-None-Match}.
 */
public interface Shortcut {

    /** The route that it shortens, as metrics name it: {@code /things/{id}}. */
    String route();

    /**
     * The very answer that the route would give, to the header and the byte, if it can be had without waiting for
     * anything.
     *
     * @param target  path and query, as the client wrote them
     * @param headers of the request
     * @return null if the request has to be routed
     */
    @Nullable
    ReadyAnswer find(String target, HttpHeaders headers);
}
