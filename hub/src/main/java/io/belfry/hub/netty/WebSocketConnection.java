package io.belfry.hub.netty;

import io.belfry.hub.access.App;
import io.belfry.hub.channel.Burst;
import io.belfry.hub.channel.Loop;
import io.belfry.hub.session.Connection;
import io.belfry.hub.session.Session;
import io.belfry.hub.session.Sessions;
import io.belfry.protocol.CommandReader;
import io.belfry.protocol.ErrorCode;
import io.belfry.protocol.Frame;
import io.belfry.protocol.ServerMessage;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.CompositeByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.internal.OutOfDirectMemoryError;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.time.Duration;

/**
 * One WebSocket after the upgrade; the only handler of its pipeline but for TLS. Turns bytes into
 * commands for its session, and frames into bytes.
 *
 * <p>What a client leaves unread is bounded: past the limit, for longer than one turn of the loop,
 * the client is closed with 4100. Closing sends the close frame behind what is queued, then reads
 * on and throws away until the client has closed its side: closing with unread bytes would make the
 * kernel reset the connection, and the client could miss why. That lasts for {@link #LINGER} at
 * most; the session has ended by then, so that a client which does not close its side holds no
 * place.
 *
 * <p>Confined to its event loop; not thread-safe.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a write that fails ends in channelInactive
final class WebSocketConnection extends ChannelInboundHandlerAdapter
        implements Connection, FrameSink {
    private static final Logger LOG = LoggerFactory.getLogger(WebSocketConnection.class);

    private static final Duration LINGER = Duration.ofSeconds(3);
    private static final int ABNORMAL = 1006;

    /** What a client may leave unread while memory is scarce. */
    private static final int FEW_BYTES = 64 * 1024;

    private final NettyLoop loop;
    private final Sessions sessions;
    private final Channel channel;
    private final FrameReader reader;
    private final int outboxLimit;

    private @Nullable Session session;
    private @Nullable CompositeByteBuf early;
    private boolean touched;
    private boolean watched;
    private boolean closing;
    private int closeCode = ABNORMAL;

    /**
     * @param outboxLimit how many bytes the client may leave unread
     */
    WebSocketConnection(
            NettyLoop loop,
            Sessions sessions,
            Channel channel,
            int maxMessageBytes,
            int outboxLimit) {
        this.loop = loop;
        this.sessions = sessions;
        this.channel = channel;
        this.reader = new FrameReader(maxMessageBytes);
        this.outboxLimit = outboxLimit;
    }

    /** The client is let in; the pipeline is ready for frames. */
    void open(App app) {
        session = sessions.open(app, this, System.nanoTime());
        if (early != null) {
            CompositeByteBuf bytes = early;
            early = null;
            read(bytes);
        }
        loop.flush();
    }

    /** The client is turned away, with an error frame and the same code in the close frame. */
    void refuse(ServerMessage.Problem problem) {
        write(problem.frame());
        close(problem.code().number(), problem.reason());
        loop.flush();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        if (session == null && !closing) {
            // The client did not wait for our 101; its bytes come out of the leaving HTTP decoder.
            early = early == null ? Unpooled.compositeBuffer() : early;
            early.addComponent(true, bytes);
            return;
        }
        read(bytes);
    }

    private void read(ByteBuf bytes) {
        try {
            if (session != null) {
                // Asked anew each time, as the app's settings may have been replaced.
                reader.limitMessagesTo(session.app().settings().maxMessageSize());
            }
            reader.read(bytes, this);
            if (reader.hasUnread()) {
                channel.config().setAutoRead(false);
            }
        } finally {
            bytes.release();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        loop.flush();
    }

    @Override
    public void resume() {
        reader.resume(this);
        if (!reader.hasUnread()) {
            channel.config().setAutoRead(true);
        }
        loop.flush();
    }

    @Override
    public boolean text(String message, int bytes) {
        Session client = session;
        if (closing || client == null) {
            return true;
        }
        FrameLog.received(client, message);
        client.receive(CommandReader.read(message), bytes, System.nanoTime());
        return !client.isBusy();
    }

    @Override
    public boolean ping(ByteBuf payload) {
        if (!closing) {
            heardControlFrame();
            queue(ServerFrames.pong(payload));
        }
        return true;
    }

    @Override
    public boolean pong() {
        heardControlFrame();
        return true;
    }

    private void heardControlFrame() {
        if (session != null) {
            session.receiveControlFrame(System.nanoTime());
        }
    }

    @Override
    public void close(int code, String reason) {
        end(code, code, reason);
    }

    @Override
    public void violation(int code, String reason) {
        end(code, code, reason);
    }

    /** The client's own close frame, answered in kind. */
    @Override
    public void closed(int code, String reason) {
        if (closing) {
            // It answers ours: all is said.
            channel.close();
        } else {
            end(code == ServerFrames.NO_STATUS ? ServerFrames.NO_STATUS : code, code, "");
        }
    }

    private void end(int wireCode, int reportedCode, String reason) {
        if (closing) {
            return;
        }
        closing = true;
        closeCode = reportedCode;
        channel.config().setAutoRead(true);
        channel.write(ServerFrames.close(wireCode, reason))
                .addListener((ChannelFutureListener) sent -> closeOurSide());
        touch();
        loop.parting();
        // Not at once: this may be the middle of a fan-out, and the session is in its list.
        loop.execute(this::endSession);
        loop.schedule(channel::close, LINGER);
    }

    private void endSession() {
        Session ended = session;
        session = null;
        if (ended != null) {
            sessions.ended(ended, closeCode);
        }
    }

    /** No more bytes will come from us. Over TLS that needs the client's answer first. */
    private void closeOurSide() {
        if (channel.pipeline().get(SslHandler.class) == null
                && channel instanceof DuplexChannel duplex) {
            duplex.shutdownOutput();
        }
    }

    @Override
    public void write(Frame frame) {
        if (!closing) {
            if (session != null) {
                FrameLog.sent(session, frame);
            }
            try {
                queue(loop.buffer(frame));
            } catch (OutOfDirectMemoryError e) {
                cut(e);
            }
        }
    }

    @Override
    public void write(Burst burst) {
        if (!closing) {
            if (session != null) {
                FrameLog.sent(session, burst);
            }
            try {
                queue(loop.buffer(burst));
            } catch (OutOfDirectMemoryError e) {
                cut(e);
            }
        }
    }

    /** Without a word, as there is no memory for one. The others must get theirs. */
    private void cut(OutOfDirectMemoryError cause) {
        LOG.debug("a client is cut off: {}", cause.getMessage());
        channel.close();
    }

    @Override
    public void writePing() {
        if (!closing) {
            queue(ServerFrames.ping(Unpooled.EMPTY_BUFFER));
        }
    }

    private void queue(ByteBuf frame) {
        channel.write(frame, channel.voidPromise());
        touch();
        if (isOverLimit()) {
            channel.flush();
            giveTimeToRead();
        }
    }

    /**
     * What is flushed may leave only when the sockets have their turn, so whether a client reads
     * shows after that. What comes until then is bounded too.
     */
    private void giveTimeToRead() {
        if (unsentBytes() > 2L * outboxLimit) {
            checkOutbox();
        } else if (!watched) {
            watched = true;
            loop.executeAfterSockets(() -> {
                watched = false;
                checkOutbox();
                loop.flush();
            });
        }
    }

    /** Limits are compared in this order, because memory is the dearer one to ask for. */
    private boolean isOverLimit() {
        long unsent = unsentBytes();
        return unsent > outboxLimit || (unsent > FEW_BYTES && loop.memory().isScarce());
    }

    @Override
    public void checkOutbox() {
        if (!closing && isOverLimit()) {
            LOG.debug("a client reads too slowly and is closed");
            close(ErrorCode.OVER_CAPACITY.number(), "Client reads too slowly");
        }
    }

    @Override
    public long unsentBytes() {
        ChannelOutboundBuffer unsent = channel.unsafe().outboundBuffer();
        return unsent == null ? 0 : unsent.totalPendingWriteBytes();
    }

    private void touch() {
        if (!touched) {
            touched = true;
            loop.touch(this);
        }
    }

    void flush() {
        touched = false;
        channel.flush();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (closing) {
            loop.parted();
        }
        closing = true;
        reader.release();
        if (early != null) {
            early.release();
            early = null;
        }
        endSession();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (cause instanceof IOException || cause instanceof OutOfDirectMemoryError) {
            LOG.debug("a connection broke: {}", cause.toString());
        } else {
            LOG.warn("a connection failed and is closed", cause);
        }
        channel.close();
    }

    @Override
    public Loop loop() {
        return loop;
    }
}
