package dev.crosscheck.kit.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.BeanProvider;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.netty.channel.ChannelPipelineCustomizer;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.micronaut.runtime.server.EmbeddedServer;
import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import jakarta.inject.Singleton;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts {@link Shortcut}s in front of routing, on connections to the service's own port. Without them every request
 * is routed; answers are the same, and {@code crosscheck.http.shortcuts: false} shows it.
 */
@Singleton
@Requires(beans = Shortcut.class)
@Requires(property = "crosscheck.http.shortcuts", notEquals = "false")
final class Shortcuts implements BeanCreatedEventListener<NettyServerCustomizer.Registry> {

    private final BeanProvider<Shortcut> shortcuts;
    private final BeanProvider<MeterRegistry> meters;
    private final BeanProvider<EmbeddedServer> server;
    private volatile @Nullable List<TimedShortcut> made;

    /** Asked for late: listeners are made before all else, and what these need has listeners of its own. */
    Shortcuts(
            BeanProvider<Shortcut> shortcuts, BeanProvider<MeterRegistry> meters, BeanProvider<EmbeddedServer> server) {
        this.shortcuts = shortcuts;
        this.meters = meters;
        this.server = server;
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
            // HTTP/1 alone: a stream of HTTP/2 has no such codec. And not the port of health and metrics.
            if (pipeline.get(ChannelPipelineCustomizer.HANDLER_HTTP_SERVER_CODEC) != null
                    && channel.localAddress() instanceof InetSocketAddress address
                    && address.getPort() == server.get().getPort()) {
                pipeline.addBefore(
                        ChannelPipelineCustomizer.HANDLER_MICRONAUT_INBOUND, "shortcuts", new ShortcutHandler(made()));
            }
        }
    }

    /** Two connections that come at once may both make them; they are the same. */
    private List<TimedShortcut> made() {
        List<TimedShortcut> held = made;
        if (held == null) {
            held = shortcuts.stream()
                    .map(shortcut -> new TimedShortcut(shortcut, meters.get()))
                    .toList();
            made = held;
        }
        return held;
    }
}
