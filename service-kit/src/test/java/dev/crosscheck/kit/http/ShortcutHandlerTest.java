package dev.crosscheck.kit.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShortcutHandlerTest {

    private static final String KNOWN = "/things/1";

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final EmbeddedChannel channel =
            new EmbeddedChannel(new ShortcutHandler(List.of(new TimedShortcut(new OneThing(), meters))));

    @AfterEach
    void close() {
        channel.finishAndReleaseAll();
    }

    @Test
    void knownAnswerGoesOutAtOnceAndNothingIsHandedOn() {
        ask(get(KNOWN));

        FullHttpResponse answer = channel.readOutbound();
        assertThat(answer.status()).isEqualTo(HttpResponseStatus.OK);
        assertThat(answer.content().toString(UTF_8)).isEqualTo("one");
        assertThat(answer.headers().get("ETag")).isEqualTo("\"1\"");
        assertThat(answer.headers().get("content-length")).isEqualTo("3");
        assertThat(answer.headers().get("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(channel.<Object>readInbound()).isNull();
        assertThat(meters.get("http.server.requests")
                        .tags("method", "GET", "status", "200", "uri", "/things/{id}", "exception", "none")
                        .timer()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void unknownOneIsHandedOnWhole() {
        HttpRequest request = get("/things/2");

        ask(request);

        assertThat(channel.<Object>readOutbound()).isNull();
        assertThat(channel.<Object>readInbound()).isSameAs(request);
        assertThat(channel.<Object>readInbound()).isSameAs(LastHttpContent.EMPTY_LAST_CONTENT);
    }

    @Test
    void answersKeepTheOrderOfTheirRequests() {
        ask(get("/things/2"));
        ask(get(KNOWN));

        assertThat(channel.<Object>readOutbound())
                .as("the one before has no answer yet")
                .isNull();

        channel.writeOutbound(response(HttpResponseStatus.OK));
        ask(get(KNOWN));
        assertThat(channel.outboundMessages())
                .as("the second was handed on, and has none either")
                .hasSize(1);

        channel.writeOutbound(new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK));
        channel.writeOutbound(LastHttpContent.EMPTY_LAST_CONTENT);
        channel.writeOutbound(response(HttpResponseStatus.OK));
        channel.releaseOutbound();
        ask(get(KNOWN));
        assertThat(channel.outboundMessages()).as("nothing waits any more").hasSize(1);
    }

    @Test
    void interimAnswerIsNotTheAnswer() {
        ask(get("/things/2"));
        channel.writeOutbound(response(HttpResponseStatus.CONTINUE));
        channel.releaseOutbound();

        ask(get(KNOWN));

        assertThat(channel.<Object>readOutbound()).isNull();
    }

    @Test
    void nothingIsAnsweredAfterTheLastAnswerOfAConnection() {
        ask(get("/things/2"));
        FullHttpResponse last = response(HttpResponseStatus.OK);
        last.headers().set("Connection", "close");
        channel.writeOutbound(last);
        channel.releaseOutbound();

        ask(get(KNOWN));

        assertThat(channel.<Object>readOutbound()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "Connection, close",
        "Connection, Upgrade",
        "Content-Length, 0",
        "Transfer-Encoding, chunked",
        "Content-Type, text/plain",
        "Expect, 100-continue",
        "Origin, https://example.org",
        "Authorization, Basic eA==",
        "Range, bytes=0-1",
        "If-Match, *",
        "If-Modified-Since, 'Sat, 21 Nov 2026 00:00:00 GMT'",
        "If-Unmodified-Since, 'Sat, 21 Nov 2026 00:00:00 GMT'",
    })
    void requestOutOfTheOrdinaryIsHandedOn(String header, String value) {
        HttpRequest request = get(KNOWN);
        request.headers().set(header, value);

        ask(request);

        assertThat(channel.<Object>readOutbound()).isNull();
        assertThat(channel.<Object>readInbound()).isSameAs(request);
    }

    @Test
    void otherMethodsAndVersionsAreHandedOn() {
        ask(new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.HEAD, KNOWN));
        channel.writeOutbound(response(HttpResponseStatus.OK));
        channel.releaseOutbound();
        ask(new DefaultHttpRequest(HttpVersion.HTTP_1_0, HttpMethod.GET, KNOWN));

        assertThat(channel.<Object>readOutbound()).isNull();
        assertThat(channel.inboundMessages()).hasSize(4);
    }

    @Test
    void connectionThatIsKeptByNameIsOrdinary() {
        HttpRequest request = get(KNOWN);
        request.headers().set("Connection", "Keep-Alive");

        ask(request);

        assertThat(channel.outboundMessages()).hasSize(1);
    }

    @Test
    void shortcutThatFailsLeavesTheRequestToRouting() {
        ask(get("/things/broken"));

        assertThat(channel.<Object>readOutbound()).isNull();
        assertThat(channel.inboundMessages()).hasSize(2);
    }

    private void ask(HttpRequest request) {
        channel.writeInbound(request, LastHttpContent.EMPTY_LAST_CONTENT);
    }

    private static HttpRequest get(String target) {
        return new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, target);
    }

    private static FullHttpResponse response(HttpResponseStatus status) {
        FullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status);
        response.headers().set("content-length", 0);
        return response;
    }

    private static final class OneThing implements Shortcut {

        @Override
        public String route() {
            return "/things/{id}";
        }

        @Override
        public @Nullable ReadyAnswer find(String target, HttpHeaders headers) {
            return switch (target) {
                case KNOWN -> ReadyAnswer.ok("one".getBytes(UTF_8), "ETag", "\"1\"");
                case "/things/broken" -> throw new IllegalStateException("broken");
                default -> null;
            };
        }
    }
}
