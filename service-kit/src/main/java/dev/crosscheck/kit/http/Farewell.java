package dev.crosscheck.kit.http;

import io.micronaut.context.annotation.Value;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.netty.channel.ChannelPipelineCustomizer;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Has clients leave before the server stops.
 *
 * <p>A kept connection that the server closes may have the client's next request on its way, which is lost then. From
 * the farewell on every request is taken as the last one of its connection, as if the client had said so: it is
 * answered, the answer says {@code Connection: close}, and the client asks for the next elsewhere. Requests are waited
 * for until none has come for a while, or time is up; what is left are connections that nobody uses.
 */
@Singleton
public final class Farewell implements BeanCreatedEventListener<NettyServerCustomizer.Registry> {

    private final Duration quiet;
    private final Duration within;
    private volatile boolean said;

    /** By {@link System#nanoTime}. Several threads set it; which of two that are near each other stays is the same. */
    private volatile long lastRequest;

    /**
     * @param quiet  without a request for so long, clients have left
     * @param within how long clients are waited for at most
     */
    Farewell(
            @Value("${crosscheck.http.farewell.quiet:1s}") Duration quiet,
            @Value("${crosscheck.http.farewell.within:10s}") Duration within) {
        this.quiet = quiet;
        this.within = within;
        this.lastRequest = System.nanoTime() - quiet.toNanos();
    }

    /** Returns when clients have left, or time is up; at once if nobody has asked anything lately. */
    public void say() {
        said = true;
        long deadline = System.nanoTime() + within.toNanos();
        for (long left = left(deadline); left > 0; left = left(deadline)) {
            LockSupport.parkNanos(left);
        }
    }

    /** Whether the server is about to stop. */
    public boolean isSaid() {
        return said;
    }

    private long left(long deadline) {
        long now = System.nanoTime();
        return Math.min(lastRequest + quiet.toNanos() - now, deadline - now);
    }

    @Override
    public NettyServerCustomizer.Registry onCreated(BeanCreatedEvent<NettyServerCustomizer.Registry> event) {
        event.getBean().register(new NettyServerCustomizer() {
            @Override
            public NettyServerCustomizer specializeForChannel(Channel channel, ChannelRole role) {
                return role == ChannelRole.CONNECTION ? new Connection(channel) : this;
            }
        });
        return event.getBean();
    }

    private final class Connection implements NettyServerCustomizer {

        private final Channel channel;

        Connection(Channel channel) {
            this.channel = channel;
        }

        @Override
        public void onStreamPipelineBuilt() {
            ChannelPipeline pipeline = channel.pipeline();
            if (pipeline.get(ChannelPipelineCustomizer.HANDLER_HTTP_SERVER_CODEC) != null) {
                // Before anything that answers, and anything that looks whether the connection is to be kept.
                pipeline.addAfter(ChannelPipelineCustomizer.HANDLER_HTTP_SERVER_CODEC, "farewell", new LastRequests());
            }
        }
    }

    private final class LastRequests extends ChannelInboundHandlerAdapter {

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof HttpRequest request) {
                lastRequest = System.nanoTime();
                if (said) {
                    HttpUtil.setKeepAlive(request, false);
                }
            }
            context.fireChannelRead(message);
        }
    }
}
