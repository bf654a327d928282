package io.belfry.load.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.belfry.load.measure.Marker;
import io.belfry.load.server.Dialect;
import io.belfry.load.server.Target;
import io.belfry.load.server.Wish;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * One WebSocket of a client that does little and is cheap: it holds what a frame was cut into, what
 * it wants, and no more.
 *
 * <p>Confined to the tester's loop; not thread-safe.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a write that fails ends in channelInactive
public final class Wire extends ChannelInboundHandlerAdapter {
    private static final String HTTP = "HTTP/";
    private static final int FINAL_TEXT = 0x81;
    private static final int CLOSE = 0x88;
    private static final int PING = 0x89;
    private static final int FINAL_PONG = 0x8a;
    private static final int OPCODE = 0x0f;
    private static final int MASKED = 0x80;
    private static final int LENGTH_BITS = 0x7f;
    private static final int LONGEST_FRAME = 64 << 20;
    private static final int LONGEST_HEAD = 64 << 10;

    private final TesterLoop loop;
    private final Dialect dialect;
    private final Wish wish;
    private final WireListener listener;

    /** Its number among the wires of its scenario. */
    public final int index;

    /** When it was due to be opened. */
    public final long dueAt;

    /** When it was really begun to be opened. */
    final long openedAt = System.nanoTime();

    private @Nullable Channel channel;
    private @Nullable ByteBuf rest;
    private boolean asked;
    private long heardAt;
    private boolean upgraded;
    private boolean ready;
    private boolean ended;
    private Dialect.Reason reason = Dialect.Reason.OTHER;

    private Wire(
            TesterLoop loop,
            Dialect dialect,
            Wish wish,
            WireListener listener,
            int index,
            long dueAt) {
        this.loop = loop;
        this.dialect = dialect;
        this.wish = wish;
        this.listener = listener;
        this.index = index;
        this.dueAt = dueAt;
    }

    /** Begins to open one. On the tester's loop only. */
    public static Wire open(
            TesterLoop loop,
            Dialect dialect,
            Wish wish,
            WireListener listener,
            int index,
            long dueAt) {
        assert loop.isCurrent() : "a wire belongs to the tester's loop";
        Wire wire = new Wire(loop, dialect, wish, listener, index, dueAt);
        ChannelFuture opening =
                loop.connect(
                        loop.target().webSockets(), channel -> channel.pipeline().addLast(wire));
        wire.channel = opening.channel();
        loop.expect(wire);
        opening.addListener(
                (ChannelFutureListener)
                        opened -> {
                            if (!opened.isSuccess()) {
                                wire.end(InWords.reason(opened.cause()));
                            }
                        });
        return wire;
    }

    /** What it is subscribed to, or wants to be. */
    public Wish wish() {
        return wish;
    }

    /** Whether it has ever been subscribed. */
    public boolean wasReady() {
        return ready;
    }

    /** Whether the server took it for a WebSocket. */
    public boolean wasUpgraded() {
        return upgraded;
    }

    /** Whether the server has been asked for a WebSocket and has not said a word. */
    public boolean isUnanswered() {
        return asked && heardAt == 0;
    }

    /** Why the server ended it, where it has said so. */
    public Dialect.Reason reason() {
        return reason;
    }

    /** Whether it is subscribed and has not ended. */
    public boolean isReady() {
        return ready && !ended;
    }

    /** Whether it is still on its way to where it wants to be. */
    public boolean isOpening() {
        return !ready && !ended;
    }

    /** Ends it when it has not got there by now. */
    void giveUp(Duration after) {
        if (isOpening()) {
            end("it was not answered within " + after.toSeconds() + " seconds");
        }
    }

    /** Says something when the server has said nothing for so long, as it may expect that. */
    public void keepAlive(Duration silence) {
        String text = dialect.keepAlive();
        long now = System.nanoTime();
        if (text != null && isReady() && now - heardAt > silence.toNanos()) {
            heardAt = now;
            send(text);
        }
    }

    /** Whether what was sent has left, more or less; else more would only pile up here. */
    public boolean isWritable() {
        return channel != null && channel.isWritable();
    }

    /** Says goodbye and closes. Its listener is told nothing. */
    public void close() {
        if (!ended && channel != null) {
            ended = true;
            if (upgraded) {
                ByteBuf frame = channel.alloc().buffer(8);
                frame.writeByte(CLOSE).writeByte(MASKED | 2).writeInt(0).writeShort(1000);
                channel.writeAndFlush(frame).addListener(ChannelFutureListener.CLOSE);
            } else {
                channel.close();
            }
        }
    }

    /** Cuts the connection without a word, as a network does. Its listener is told nothing. */
    public void cut() {
        if (!ended && channel != null) {
            ended = true;
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
            // Past the pipeline, where TLS would say goodbye.
            channel.unsafe().close(channel.newPromise());
        }
    }

    /** Sends a text. */
    public void send(String text) {
        send(FINAL_TEXT, text.getBytes(UTF_8));
    }

    /** Sends a text that is in UTF-8 already. The array is the caller's again at once. */
    public void send(byte[] text) {
        send(FINAL_TEXT, text);
    }

    private void send(int head, byte[] payload) {
        if (ended || channel == null) {
            return;
        }
        ByteBuf frame = channel.alloc().buffer(14 + payload.length);
        frame.writeByte(head);
        if (payload.length <= 125) {
            frame.writeByte(MASKED | payload.length);
        } else if (payload.length <= 0xffff) {
            frame.writeByte(MASKED | 126).writeShort(payload.length);
        } else {
            frame.writeByte(MASKED | 127).writeLong(payload.length);
        }
        int mask = ThreadLocalRandom.current().nextInt();
        frame.writeInt(mask);
        int i = 0;
        for (; i + 4 <= payload.length; i += 4) {
            frame.writeInt(word(payload, i) ^ mask);
        }
        for (; i < payload.length; i++) {
            frame.writeByte(payload[i] ^ mask >>> (24 - 8 * (i & 3)));
        }
        channel.writeAndFlush(frame, channel.voidPromise());
    }

    private static int word(byte[] bytes, int at) {
        return bytes[at] << 24
                | (bytes[at + 1] & 0xff) << 16
                | (bytes[at + 2] & 0xff) << 8
                | (bytes[at + 3] & 0xff);
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        if (!Target.isEncrypted(loop.target().webSockets())) {
            upgrade(ctx);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof SslHandshakeCompletionEvent handshake) {
            if (handshake.isSuccess()) {
                upgrade(ctx);
            } else {
                end("TLS failed: " + InWords.reason(handshake.cause()));
            }
        }
    }

    private void upgrade(ChannelHandlerContext ctx) {
        asked = true;
        URI to = loop.target().webSockets();
        String request =
                "GET "
                        + Target.prefix(to)
                        + dialect.path()
                        + " HTTP/1.1\r\nHost: "
                        + Target.hostHeader(to)
                        + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        + "Sec-WebSocket-Version: 13\r\n"
                        + "Sec-WebSocket-Key: YmVsZnJ5LWxvYWQtdGVzdA==\r\n\r\n";
        ctx.writeAndFlush(ByteBufUtil.writeUtf8(ctx.alloc(), request), ctx.voidPromise());
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf in = (ByteBuf) message;
        heardAt = System.nanoTime();
        if (rest != null) {
            try {
                rest.writeBytes(in);
            } finally {
                in.release();
            }
            in = rest;
            rest = null;
        }
        try {
            if (!ended && (upgraded || takeUpgrade(in))) {
                takeFrames(in, heardAt);
            }
            if (!ended && in.isReadable()) {
                rest = in.alloc().heapBuffer(2 * in.readableBytes()).writeBytes(in);
            }
        } finally {
            in.release();
        }
    }

    private boolean takeUpgrade(ByteBuf in) {
        int length = endOfHead(in);
        if (!beginsAsHttp(in) || (length < 0 && in.readableBytes() > LONGEST_HEAD)) {
            end("the WebSocket was answered with something that is no HTTP");
            return false;
        }
        if (length < 0) {
            return false;
        }
        String head = in.readCharSequence(length, UTF_8).toString();
        if (!head.startsWith("HTTP/1.1 101")) {
            String first = head.lines().findFirst().orElse("nothing");
            end("the WebSocket was answered with " + InWords.excerpt(first));
            return false;
        }
        upgraded = true;
        String greeting = dialect.greeting();
        if (greeting != null) {
            send(greeting);
        }
        return true;
    }

    /** As far as it has come. */
    private static boolean beginsAsHttp(ByteBuf in) {
        int known = Math.min(HTTP.length(), in.readableBytes());
        return in.toString(in.readerIndex(), known, US_ASCII).equals(HTTP.substring(0, known));
    }

    private static int endOfHead(ByteBuf in) {
        for (int at = in.readerIndex(); at + 4 <= in.writerIndex(); at++) {
            if (in.getInt(at) == 0x0d0a0d0a) {
                return at + 4 - in.readerIndex();
            }
        }
        return -1;
    }

    private void takeFrames(ByteBuf in, long now) {
        while (!ended && in.readableBytes() >= 2) {
            int start = in.readerIndex();
            int head = in.getUnsignedByte(start);
            long length = in.getByte(start + 1) & LENGTH_BITS;
            if (in.getByte(start + 1) < 0) {
                end("the server masked a frame, as only clients do");
                return;
            }
            int header = 2;
            if (length == 126) {
                header = 4;
                length = in.readableBytes() < header ? 0 : in.getUnsignedShort(start + 2);
            } else if (length == 127) {
                header = 10;
                length = in.readableBytes() < header ? 0 : in.getLong(start + 2);
            }
            if (in.readableBytes() < header) {
                return;
            }
            if (length < 0 || length > LONGEST_FRAME) {
                end("the server sent a frame of " + Long.toUnsignedString(length) + " bytes");
                return;
            }
            if (in.readableBytes() < header + length) {
                return;
            }
            int end = start + header + (int) length;
            takeFrame(head, in, start + header, end, now);
            in.readerIndex(end);
        }
    }

    private void takeFrame(int head, ByteBuf in, int from, int to, long now) {
        switch (head & OPCODE) {
            case CLOSE & OPCODE -> {
                int code = to - from >= 2 ? in.getUnsignedShort(from) : 0;
                String text = to - from > 2 ? in.toString(from + 2, to - from - 2, UTF_8) : "";
                end(
                        ("the server closed with " + code + " " + text).strip(),
                        dialect.reasonOf(code));
            }
            case PING & OPCODE -> send(FINAL_PONG, ByteBufUtil.getBytes(in, from, to - from));
            case FINAL_TEXT & OPCODE -> takeText(in, from, to, now);
            default -> {
                // Pongs; this tester's texts are never cut into fragments by a server.
            }
        }
    }

    private void takeText(ByteBuf in, int from, int to, long now) {
        int marker = Marker.find(in, from, to, loop.markerHint);
        if (marker >= 0) {
            loop.markerHint = marker - from;
            listener.arrived(this, in, marker, now);
            return;
        }
        switch (dialect.hear(in.toString(from, to - from, UTF_8), wish)) {
            case Dialect.Meaning.Nothing() -> {
                // Nothing is to be done.
            }
            case Dialect.Meaning.Answer(String text) -> send(text);
            case Dialect.Meaning.Ready() -> {
                if (!ready) {
                    ready = true;
                    listener.ready(this);
                }
            }
            case Dialect.Meaning.Refused(String why, Dialect.Reason of) -> end(why, of);
            case Dialect.Meaning.Objection(String why) -> listener.objected(this, why);
            case Dialect.Meaning.Rejected(String why) -> listener.rejected(this, why);
            case Dialect.Meaning.Presence change -> listener.presence(this, change, now);
        }
    }

    private void end(String why, Dialect.Reason of) {
        reason = of;
        end(why);
    }

    private void end(String why) {
        if (!ended) {
            ended = true;
            if (channel != null) {
                channel.close();
            }
            listener.ended(this, why);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (rest != null) {
            rest.release();
            rest = null;
        }
        end("the connection ended without a close frame");
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        end(InWords.reason(cause));
    }
}
