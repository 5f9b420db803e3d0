package dev.crosscheck.measure;

import com.github.luben.zstd.Zstd;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * The least that a Netty server does to answer with a page: a process of its own that gives back recorded answers, from
 * memory, or with the body read from a database row each time.
 */
final class BareServer {

    /** The rows it reads: the target of the request, and the body compressed with zstd. */
    static final String TABLE = "measure.answer";

    /** What it says when it listens, before the port. */
    static final String LISTENING = "listening at ";

    private static final int READERS = 8;

    private final Map<String, Recorded> answers = new HashMap<>();
    private final @Nullable Rows rows;

    private BareServer(Path recorded, @Nullable Rows rows) throws Exception {
        for (Answer answer : Answer.read(recorded)) {
            ByteBuf body = Unpooled.unreleasableBuffer(
                    Unpooled.directBuffer(answer.body().length).writeBytes(answer.body()));
            answers.put(answer.target(), new Recorded(answer, answer.tag(), body));
        }
        this.rows = rows;
    }

    private record Recorded(Answer answer, String tag, ByteBuf body) {}

    /**
     * @param arguments the file of recorded answers, then the JDBC address of the rows if bodies come from there; the
     *                  user and password are in the environment
     */
    public static void main(String[] arguments) throws Exception {
        Rows rows = arguments.length > 1 ? new Rows(arguments[1]) : null;
        new BareServer(Path.of(arguments[0]), rows).listen();
    }

    private void listen() throws InterruptedException {
        MultiThreadIoEventLoopGroup loops = new MultiThreadIoEventLoopGroup(NioIoHandler.newFactory());
        Channel server = new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        channel.pipeline().addLast(new HttpServerCodec(), new Answering());
                    }
                })
                .bind("127.0.0.1", 0)
                .sync()
                .channel();
        System.out.println(LISTENING + ((InetSocketAddress) server.localAddress()).getPort());
        server.closeFuture().sync();
    }

    private final class Answering extends SimpleChannelInboundHandler<Object> {

        @Override
        protected void channelRead0(ChannelHandlerContext context, Object message) {
            // What follows a request's head is empty: these are GETs.
            if (!(message instanceof HttpRequest request)) {
                return;
            }
            Recorded recorded = answers.get(request.uri());
            if (recorded == null) {
                context.writeAndFlush(
                        response(HttpResponseStatus.NOT_FOUND, Map.of(), Unpooled.EMPTY_BUFFER), context.voidPromise());
            } else if (recorded.tag.equals(request.headers().get(HttpHeaderNames.IF_NONE_MATCH))) {
                context.writeAndFlush(
                        response(HttpResponseStatus.NOT_MODIFIED, recorded.answer.headers(), Unpooled.EMPTY_BUFFER),
                        context.voidPromise());
            } else if (rows == null) {
                context.writeAndFlush(
                        response(HttpResponseStatus.OK, recorded.answer.headers(), recorded.body.duplicate()),
                        context.voidPromise());
            } else {
                rows.read(
                        request.uri(),
                        body -> context.writeAndFlush(
                                response(
                                        HttpResponseStatus.OK, recorded.answer.headers(), Unpooled.wrappedBuffer(body)),
                                context.voidPromise()));
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            context.close();
        }
    }

    private static FullHttpResponse response(HttpResponseStatus status, Map<String, String> headers, ByteBuf body) {
        FullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, body);
        headers.forEach(response.headers()::set);
        if (status != HttpResponseStatus.NOT_MODIFIED) {
            response.headers().setInt(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes());
        }
        return response;
    }

    /** Takes a body that was read. */
    private interface Reading {
        void take(byte[] body);
    }

    /** Reads rows off the event loop: so many threads, each with its own connection and prepared statement. */
    private static final class Rows {

        private final ExecutorService readers = Executors.newFixedThreadPool(READERS);
        private final ThreadLocal<PreparedStatement> select;

        Rows(String address) {
            select = ThreadLocal.withInitial(() -> prepare(address));
        }

        void read(String target, Reading reading) {
            readers.execute(() -> reading.take(body(target)));
        }

        private byte[] body(String target) {
            try {
                PreparedStatement statement = select.get();
                statement.setString(1, target);
                try (ResultSet row = statement.executeQuery()) {
                    row.next();
                    byte[] packed = row.getBytes(1);
                    return Zstd.decompress(packed, (int) Zstd.getFrameContentSize(packed));
                }
            } catch (SQLException exception) {
                throw new IllegalStateException(target, exception);
            }
        }

        private static PreparedStatement prepare(String address) {
            try {
                Connection connection = DriverManager.getConnection(
                        address + "?prepareThreshold=1",
                        System.getenv("MEASURE_USERNAME"),
                        System.getenv("MEASURE_PASSWORD"));
                return connection.prepareStatement("select body from " + TABLE + " where target = ?");
            } catch (SQLException exception) {
                throw new IllegalStateException(address, exception);
            }
        }
    }
}
