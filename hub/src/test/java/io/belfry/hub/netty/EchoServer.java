package io.belfry.hub.netty;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.belfry.protocol.Frame;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;

import java.net.InetSocketAddress;
import java.security.MessageDigest;
import java.util.Base64;

/**
 * Sends every text back, which no hub does but every conformance suite wants. Reads frames and
 * makes control frames with the hub's own means; only the handshake is simpler.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a write that fails ends the connection
final class EchoServer implements AutoCloseable {
    private static final int LARGEST_MESSAGE = 64 << 20;

    private final EventLoopGroup loops =
            new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final Channel listening;

    EchoServer() {
        listening =
                new ServerBootstrap()
                        .group(loops)
                        .channel(NioServerSocketChannel.class)
                        .childHandler(
                                new ChannelInitializer<>() {
                                    @Override
                                    protected void initChannel(Channel channel) {
                                        channel.pipeline().addLast(new Echo());
                                    }
                                })
                        .bind("127.0.0.1", 0)
                        .syncUninterruptibly()
                        .channel();
    }

    int port() {
        return ((InetSocketAddress) listening.localAddress()).getPort();
    }

    @Override
    public void close() {
        loops.shutdownGracefully().syncUninterruptibly();
    }

    private static final class Echo extends SimpleChannelInboundHandler<ByteBuf>
            implements FrameSink {
        private final StringBuilder request = new StringBuilder();
        private final FrameReader reader = new FrameReader(LARGEST_MESSAGE);
        private Channel channel;
        private boolean upgraded;

        @Override
        public void channelActive(ChannelHandlerContext ctx) {
            channel = ctx.channel();
        }

        @Override
        protected void channelRead0(ChannelHandlerContext ctx, ByteBuf in) throws Exception {
            while (!upgraded && in.isReadable()) {
                request.append((char) in.readByte());
                if (request.indexOf("\r\n\r\n") > 0) {
                    upgrade();
                }
            }
            reader.read(in, this);
        }

        @Override
        public void channelInactive(ChannelHandlerContext ctx) {
            reader.release();
        }

        @Override
        public boolean text(String message, int bytes) {
            channel.writeAndFlush(Unpooled.wrappedBuffer(Frame.ofText(message).wire()));
            return true;
        }

        @Override
        public boolean ping(ByteBuf payload) {
            channel.writeAndFlush(ServerFrames.pong(payload));
            return true;
        }

        @Override
        public boolean pong() {
            return true;
        }

        @Override
        public void closed(int code, String reason) {
            end(code, "");
        }

        @Override
        public void violation(int closeCode, String reason) {
            end(closeCode, reason);
        }

        private void end(int code, String reason) {
            channel.writeAndFlush(ServerFrames.close(code, reason))
                    .addListener(ChannelFutureListener.CLOSE);
        }

        private void upgrade() throws Exception {
            String key =
                    request.toString().replaceAll("(?si).*\nsec-websocket-key: *([^\r]*).*", "$1");
            byte[] salted = (key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(ISO_8859_1);
            byte[] hash = MessageDigest.getInstance("SHA-1").digest(salted);
            String answer =
                    "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
                            + "Connection: Upgrade\r\nSec-WebSocket-Accept: "
                            + Base64.getEncoder().encodeToString(hash)
                            + "\r\n\r\n";
            channel.writeAndFlush(Unpooled.copiedBuffer(answer, ISO_8859_1));
            upgraded = true;
        }
    }
}
