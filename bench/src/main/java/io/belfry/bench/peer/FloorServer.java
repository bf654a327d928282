package io.belfry.bench.peer;

import static io.netty.handler.codec.http.HttpVersion.HTTP_1_1;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.uring.IoUring;
import io.netty.channel.uring.IoUringIoHandler;
import io.netty.channel.uring.IoUringServerSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.util.ResourceLeakDetector;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * The floor under every Java server: takes what is published over HTTP and writes it to all
 * WebSockets, on one event loop, and does nothing else. There is one channel, whatever its name; no
 * app, no check, no limit, and no JSON is parsed. Whoever reads slowly fills this server's memory.
 *
 * <p>What the loop reads in one turn goes out as one buffer that all subscribers share: a turn
 * costs each of them one write and one flush, however much was published in it.
 *
 * <p>{@code java io.belfry.bench.peer.FloorServer PORT}
 */
public final class FloorServer {
    private static final int BACKLOG = 4_096;
    private static final int MAX_BODY = 32_768;

    private FloorServer() {}

    public static void main(String[] args) throws InterruptedException {
        // Netty follows one buffer in 128, and would follow its copy for every subscriber too.
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.DISABLED);
        // As in the hub: without, Netty begins some writes over and over.
        System.setProperty("io.netty.iouring.numElementsIoVec", "1024");
        int port = Integer.parseInt(args[0]);
        Channel listening = bootstrap().bind("127.0.0.1", port).sync().channel();
        System.out.println("listening on " + port);
        listening.closeFuture().sync();
    }

    private static ServerBootstrap bootstrap() {
        // The fastest that there is, as the hub chooses too.
        boolean uring = IoUring.isAvailable();
        EventLoopGroup loop =
                new MultiThreadIoEventLoopGroup(
                        1, uring ? IoUringIoHandler.newFactory() : EpollIoHandler.newFactory());
        FloorSocket.Audience audience = new FloorSocket.Audience(loop.next());
        return new ServerBootstrap()
                .group(loop)
                .channel(uring ? IoUringServerSocketChannel.class : EpollServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(
                        new ChannelInitializer<Channel>() {
                            @Override
                            protected void initChannel(Channel channel) {
                                channel.pipeline()
                                        .addLast(new HttpServerCodec())
                                        .addLast(new HttpObjectAggregator(MAX_BODY))
                                        .addLast(new Door(audience));
                            }
                        });
    }

    /**
     * Answers publishers, and turns every other request into a WebSocket, after which nothing of
     * HTTP is left in the pipeline. Confined to the event loop.
     */
    @SuppressWarnings("FutureReturnValueIgnored") // a write that fails ends in exceptionCaught
    private static final class Door extends SimpleChannelInboundHandler<FullHttpRequest> {
        private static final String WEB_SOCKET_GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

        private final FloorSocket.Audience audience;

        Door(FloorSocket.Audience audience) {
            this.audience = audience;
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
            String key = request.headers().get(HttpHeaderNames.SEC_WEBSOCKET_KEY);
            if (request.method().equals(HttpMethod.POST)) {
                answer(context, publish(request.content()));
            } else if (key != null) {
                upgrade(context, key);
            } else {
                answer(context, HttpResponseStatus.NOT_FOUND);
            }
        }

        private HttpResponseStatus publish(ByteBuf body) {
            // One char for one byte, so that whatever comes in goes out again.
            String text = body.toString(ISO_8859_1);
            String channel = FloorSocket.valueAfter("\"channel\":\"", text);
            String data = FloorSocket.valueAfter("\"data\":\"", text);
            if (channel == null || data == null) {
                return HttpResponseStatus.BAD_REQUEST;
            }
            audience.publish(channel, data);
            return HttpResponseStatus.OK;
        }

        private static void answer(ChannelHandlerContext context, HttpResponseStatus status) {
            ByteBuf body = Unpooled.copiedBuffer("{}", US_ASCII);
            FullHttpResponse response = new DefaultFullHttpResponse(HTTP_1_1, status, body);
            response.headers()
                    .set(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.APPLICATION_JSON)
                    .setInt(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes());
            context.writeAndFlush(response, context.voidPromise());
        }

        private void upgrade(ChannelHandlerContext context, String key) {
            FullHttpResponse response =
                    new DefaultFullHttpResponse(
                            HTTP_1_1,
                            HttpResponseStatus.SWITCHING_PROTOCOLS,
                            Unpooled.EMPTY_BUFFER);
            response.headers()
                    .set(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET)
                    .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE)
                    .set(HttpHeaderNames.SEC_WEBSOCKET_ACCEPT, acceptFor(key));
            context.writeAndFlush(response, context.voidPromise());
            ChannelPipeline pipeline = context.pipeline();
            // Written past the codec, and before a client that was quick can be answered.
            FloorSocket.welcome(pipeline.context(HttpServerCodec.class));
            // Added before the codec goes, so that it gets what the codec has read already.
            pipeline.addLast(new FloorSocket(audience));
            pipeline.remove(HttpServerCodec.class);
            pipeline.remove(HttpObjectAggregator.class);
            pipeline.remove(this);
        }

        /** RFC 6455, section 4.2.2. */
        private static String acceptFor(String key) {
            try {
                MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
                byte[] digest = sha1.digest((key + WEB_SOCKET_GUID).getBytes(ISO_8859_1));
                return Base64.getEncoder().encodeToString(digest);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every JDK has SHA-1", e);
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            context.close();
        }
    }
}
