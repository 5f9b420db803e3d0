package dev.crosscheck.kit.http;

import io.micronaut.context.BeanProvider;
import io.micronaut.context.annotation.Value;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.netty.channel.ChannelPipelineCustomizer;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.micronaut.runtime.server.EmbeddedServer;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import jakarta.inject.Singleton;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Has clients leave before the server stops.
 *
 * <p>A kept connection that the server closes may have the client's next request on its way, which is lost then. From
 * the farewell on every request is taken as the last one of its connection, as if the client had said so: it is
 * answered, the answer says {@code Connection: close}, and the client asks for the next elsewhere. Requests are waited
 * for until none has come for a while, or time is up; what is left are connections that nobody uses. Requests to the
 * port of health and metrics do not count: whoever looks at a service goes on until it is gone.
 */
@Singleton
public final class Farewell implements BeanCreatedEventListener<NettyServerCustomizer.Registry> {

    private final Duration quiet;
    private final Duration within;
    private final Duration atLeast;
    private final BeanProvider<EmbeddedServer> server;
    private volatile boolean said;

    /** By {@link System#nanoTime}. Several threads set it; which of two that are near each other stays is the same. */
    private volatile long lastRequest;

    /**
     * @param quiet  without a request for so long, clients have left
     * @param within how long clients are waited for at most
     * @param atLeast how long they are waited for though nobody asks: for a balancer that looks now and then whether we
     *     are ready, and sends us somebody until it has seen that we are not
     * @param server asked for late: listeners are made before all else
     */
    Farewell(
            @Value("${crosscheck.http.farewell.quiet:1s}") Duration quiet,
            @Value("${crosscheck.http.farewell.within:10s}") Duration within,
            @Value("${crosscheck.http.farewell.at-least:0s}") Duration atLeast,
            BeanProvider<EmbeddedServer> server) {
        this.quiet = quiet;
        this.within = within;
        this.atLeast = atLeast;
        this.server = server;
        this.lastRequest = System.nanoTime() - quiet.toNanos();
    }

    /**
     * Returns when clients have left, or time is up; if nobody has asked anything lately, as soon as the least time has
     * passed.
     */
    public void say() {
        said = true;
        long begun = System.nanoTime();
        for (long left = left(begun, begun); left > 0; left = left(begun, System.nanoTime())) {
            LockSupport.parkNanos(left);
        }
    }

    /** Whether the server is about to stop. */
    public boolean isSaid() {
        return said;
    }

    /** How long clients are still waited for, in nanoseconds, if no more requests come; zero or less: no longer. */
    long left(long begun, long now) {
        long untilQuiet = Math.min(lastRequest + quiet.toNanos() - now, begun + within.toNanos() - now);
        return Math.max(untilQuiet, begun + atLeast.toNanos() - now);
    }

    private boolean isOwnPort(Channel channel) {
        return channel.localAddress() instanceof InetSocketAddress address
                && address.getPort() == server.get().getPort();
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
                pipeline.addAfter(
                        ChannelPipelineCustomizer.HANDLER_HTTP_SERVER_CODEC,
                        "farewell",
                        new LastRequests(isOwnPort(channel)));
            }
        }
    }

    private final class LastRequests extends ChannelInboundHandlerAdapter {

        private final boolean isCounted;

        LastRequests(boolean isCounted) {
            this.isCounted = isCounted;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof HttpRequest request) {
                if (isCounted) {
                    lastRequest = System.nanoTime();
                }
                if (said) {
                    HttpUtil.setKeepAlive(request, false);
                }
            }
            context.fireChannelRead(message);
        }
    }
}
