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
import io.netty.handler.codec.http.LastHttpContent;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes connections on which a request was begun and not sent to its end in time.
 *
 * <p>The server's own read timeout is one of silence: it closes a connection that waits for a long answer,
 * and lets one live that sends a byte now and then. What is timed here is the request alone, from its first
 * byte to its last.
 */
@Singleton
final class HalfSentRequests implements BeanCreatedEventListener<NettyServerCustomizer.Registry> {

    private static final Logger LOG = LoggerFactory.getLogger(HalfSentRequests.class);

    private final Duration within;

    /** @param within how long a request may take to be sent, 5 MB of updates too */
    HalfSentRequests(@Value("${crosscheck.http.request-within:20s}") Duration within) {
        this.within = within;
    }

    @Override
    public NettyServerCustomizer.Registry onCreated(BeanCreatedEvent<NettyServerCustomizer.Registry> event) {
        event.getBean().register(new NettyServerCustomizer() {
            @Override
            public NettyServerCustomizer specializeForChannel(Channel channel, ChannelRole role) {
                return role == ChannelRole.CONNECTION ? new Connection(channel, within) : this;
            }
        });
        return event.getBean();
    }

    /** One connection. All of it happens on the thread of its event loop. */
    private static final class Connection implements NettyServerCustomizer {

        private final Channel channel;
        private final Duration within;
        private @Nullable Future<?> deadline;

        /** Some of a request has come and not all. */
        private boolean begun;

        Connection(Channel channel, Duration within) {
            this.channel = channel;
            this.within = within;
        }

        @Override
        public void onStreamPipelineBuilt() {
            ChannelPipeline pipeline = channel.pipeline();
            if (pipeline.get(ChannelPipelineCustomizer.HANDLER_HTTP_SERVER_CODEC) == null) {
                return;
            }
            pipeline.addBefore(ChannelPipelineCustomizer.HANDLER_HTTP_SERVER_CODEC, "request-begins", new Bytes());
            pipeline.addAfter(ChannelPipelineCustomizer.HANDLER_HTTP_SERVER_CODEC, "request-ends", new Messages());
        }

        /** Nearly all requests come whole, with the bytes of one reading: only for others a clock is set. */
        private void readUp() {
            if (begun && deadline == null) {
                deadline = channel.eventLoop().schedule(this::giveUp, within.toMillis(), TimeUnit.MILLISECONDS);
            }
        }

        private void end() {
            begun = false;
            if (deadline != null) {
                deadline.cancel(false);
                deadline = null;
            }
        }

        private void giveUp() {
            LOG.atDebug()
                    .addKeyValue("client", channel.remoteAddress())
                    .addKeyValue("within", within)
                    .log("Closed a connection: its request was not sent to the end");
            channel.close();
        }

        private final class Bytes extends ChannelInboundHandlerAdapter {

            @Override
            public void channelRead(ChannelHandlerContext context, Object bytes) {
                begun = true;
                context.fireChannelRead(bytes);
            }

            @Override
            public void channelReadComplete(ChannelHandlerContext context) {
                readUp();
                context.fireChannelReadComplete();
            }

            @Override
            public void channelInactive(ChannelHandlerContext context) {
                end();
                context.fireChannelInactive();
            }
        }

        private final class Messages extends ChannelInboundHandlerAdapter {

            @Override
            public void channelRead(ChannelHandlerContext context, Object message) {
                if (message instanceof HttpRequest) {
                    begun = true;
                }
                if (message instanceof LastHttpContent) {
                    end();
                }
                context.fireChannelRead(message);
            }
        }
    }
}
