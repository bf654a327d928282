package io.belfry.bench.peer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.ByteToMessageDecoder;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * One WebSocket of the {@link FloorServer}, alone in its pipeline. Reads just enough of a text
 * frame to find the channel in it. Confined to the event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a write that fails ends in exceptionCaught
final class FloorSocket extends ByteToMessageDecoder {
    private static final int TEXT = 0x1;
    private static final int CLOSE = 0x8;
    private static final int PING = 0x9;
    private static final int PONG = 0xA;

    private static final int SHORTEST_HEAD = 6;
    private static final int LONGEST_SHORT = 125;

    private final Audience audience;
    private boolean subscribed;

    FloorSocket(Audience audience) {
        this.audience = audience;
    }

    static void welcome(ChannelHandlerContext context) {
        tell(
                context,
                "{\"event\":\"pusher:connection_established\",\"data\":"
                        + "\"{\\\"socket_id\\\":\\\"1.2\\\",\\\"activity_timeout\\\":120}\"}");
    }

    /** One frame (RFC 6455, section 5.2) that has come as a whole, or nothing. */
    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        if (in.readableBytes() < SHORTEST_HEAD) {
            return;
        }
        int start = in.readerIndex();
        int length = in.getByte(start + 1) & 0x7f;
        int head = SHORTEST_HEAD;
        boolean masked = in.getByte(start + 1) < 0;
        if (!masked || length > LONGEST_SHORT + 1) {
            in.skipBytes(in.readableBytes());
            context.close();
            return;
        }
        if (length > LONGEST_SHORT) {
            length = in.getUnsignedShort(start + 2);
            head += Short.BYTES;
        }
        if (in.readableBytes() >= head + length) {
            int opcode = in.getByte(start) & 0xf;
            in.skipBytes(head - Integer.BYTES);
            read(context, opcode, unmasked(in, in.readInt(), length));
        }
    }

    private static byte[] unmasked(ByteBuf in, int mask, int length) {
        byte[] payload = new byte[length];
        in.readBytes(payload);
        for (int i = 0, shift = 24; i < length; i++, shift = (shift - 8) & 31) {
            payload[i] ^= (byte) (mask >>> shift);
        }
        return payload;
    }

    private void read(ChannelHandlerContext context, int opcode, byte[] payload) {
        switch (opcode) {
            case TEXT -> hear(context, new String(payload, ISO_8859_1));
            case PING -> context.writeAndFlush(frame(PONG, payload), context.voidPromise());
            case CLOSE ->
                    context.writeAndFlush(frame(CLOSE, payload))
                            .addListener(ChannelFutureListener.CLOSE);
            default -> {} // a pong, or something that no client of the benchmark sends
        }
    }

    private void hear(ChannelHandlerContext context, String text) {
        String channel = valueAfter("\"channel\":\"", text);
        if (channel == null) {
            tell(context, "{\"event\":\"pusher:pong\",\"data\":\"{}\"}");
            return;
        }
        if (!subscribed) {
            subscribed = true;
            audience.join(context);
        }
        tell(
                context,
                "{\"event\":\"pusher_internal:subscription_succeeded\",\"channel\":\""
                        + channel
                        + "\",\"data\":\"{}\"}");
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
        if (subscribed) {
            audience.leave(context);
        }
        super.channelInactive(context);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }

    private static void tell(ChannelHandlerContext context, String text) {
        context.writeAndFlush(frame(TEXT, text.getBytes(ISO_8859_1)), context.voidPromise());
    }

    private static ByteBuf frame(int opcode, byte[] payload) {
        ByteBuf frame = ByteBufAllocator.DEFAULT.directBuffer(payload.length + SHORTEST_HEAD);
        writeHead(frame, opcode, payload.length);
        return frame.writeBytes(payload);
    }

    /** A head without mask, for at most 65,535 bytes of payload. */
    private static void writeHead(ByteBuf frame, int opcode, int length) {
        frame.writeByte(0x80 | opcode);
        if (length <= LONGEST_SHORT) {
            frame.writeByte(length);
        } else {
            frame.writeByte(LONGEST_SHORT + 1).writeShort(length);
        }
    }

    /** What stands between a piece of JSON that opens a string and the next quote. */
    static @Nullable String valueAfter(String opening, String json) {
        int opened = json.indexOf(opening);
        int start = opened + opening.length();
        int end = json.indexOf('"', start);
        return opened < 0 || end < 0 ? null : json.substring(start, end);
    }

    /**
     * All WebSockets that have subscribed, and the frames that they get at the end of the turn, one
     * after the other in one buffer. Confined to the event loop.
     */
    static final class Audience {
        private static final int USUAL_TURN = 16_384;

        private final EventLoop loop;
        private final List<ChannelHandlerContext> subscribers = new ArrayList<>();
        private @Nullable ByteBuf frames;

        Audience(EventLoop loop) {
            this.loop = loop;
        }

        void join(ChannelHandlerContext subscriber) {
            subscribers.add(subscriber);
        }

        void leave(ChannelHandlerContext subscriber) {
            subscribers.remove(subscriber);
        }

        void publish(String channel, String data) {
            ByteBuf turn = frames;
            if (turn == null) {
                turn = ByteBufAllocator.DEFAULT.directBuffer(USUAL_TURN);
                frames = turn;
                loop.execute(this::deliver);
            }
            String json =
                    "{\"event\":\"bench\",\"channel\":\""
                            + channel
                            + "\",\"data\":\""
                            + data
                            + "\"}";
            writeHead(turn, TEXT, json.length());
            turn.writeCharSequence(json, ISO_8859_1);
        }

        private void deliver() {
            ByteBuf turn = frames;
            if (turn == null) {
                return;
            }
            frames = null;
            for (int i = 0; i < subscribers.size(); i++) {
                ChannelHandlerContext subscriber = subscribers.get(i);
                subscriber.writeAndFlush(turn.retainedDuplicate(), subscriber.voidPromise());
            }
            turn.release();
        }
    }
}
