package io.belfry.hub.netty;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/**
 * Control frames of the server (RFC 6455, section 5.5): final, unmasked, at most 125 bytes inside.
 */
final class ServerFrames {
    /** Stands for a close frame without a code (RFC 6455, section 7.1.5); never on the wire. */
    static final int NO_STATUS = 1005;

    private static final int LONGEST_PAYLOAD = 125;
    private static final int LONGEST_REASON = LONGEST_PAYLOAD - 2;

    private ServerFrames() {}

    /**
     * A close frame.
     *
     * @param code {@link #NO_STATUS} gives a frame without code and reason
     * @param reason cut to 123 bytes of UTF-8, between two characters
     */
    static ByteBuf close(int code, String reason) {
        if (code == NO_STATUS) {
            return header(Opcode.CLOSE, 0);
        }
        byte[] text = reason.getBytes(UTF_8);
        int length = cut(text);
        return header(Opcode.CLOSE, 2 + length).writeShort(code).writeBytes(text, 0, length);
    }

    /**
     * A ping.
     *
     * @param payload stays the caller's and unread
     * @throws IllegalArgumentException when the payload has more than 125 bytes
     */
    static ByteBuf ping(ByteBuf payload) {
        return withPayload(Opcode.PING, payload);
    }

    /**
     * A pong.
     *
     * @param payload that of the ping; stays the caller's and unread
     * @throws IllegalArgumentException when the payload has more than 125 bytes
     */
    static ByteBuf pong(ByteBuf payload) {
        return withPayload(Opcode.PONG, payload);
    }

    private static ByteBuf withPayload(Opcode opcode, ByteBuf payload) {
        int length = payload.readableBytes();
        return header(opcode, length).writeBytes(payload, payload.readerIndex(), length);
    }

    private static ByteBuf header(Opcode opcode, int length) {
        if (length > LONGEST_PAYLOAD) {
            throw new IllegalArgumentException("a control frame cannot carry " + length + " bytes");
        }
        return Unpooled.buffer(2 + length).writeByte(opcode.firstByte()).writeByte(length);
    }

    private static int cut(byte[] text) {
        if (text.length <= LONGEST_REASON) {
            return text.length;
        }
        int end = LONGEST_REASON;
        while ((text[end] & 0xc0) == 0x80) {
            end--;
        }
        return end;
    }
}
