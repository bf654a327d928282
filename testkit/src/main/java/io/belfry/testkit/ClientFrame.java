package io.belfry.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A frame that a client sends (RFC 6455, section 5.2), correct to begin with and then as wrong as a
 * test wants it.
 *
 * @param last whether no fragment follows
 * @param reserved the three reserved bits as a number from 0 to 7
 * @param opcode from 0 to 15
 * @param masked whether the payload goes under a random mask, as it must
 * @param claimedLength what the header says about the length of the payload, true or not; a
 *     negative one has the highest of its 64 bits set
 */
public record ClientFrame(
        boolean last,
        int reserved,
        int opcode,
        boolean masked,
        long claimedLength,
        byte[] payload) {

    /** A whole text message. */
    public static ClientFrame text(String text) {
        return of(0x1, text.getBytes(UTF_8));
    }

    /** A text message of these bytes, UTF-8 or not. */
    public static ClientFrame text(byte[] bytes) {
        return of(0x1, bytes);
    }

    /** A whole binary message. */
    public static ClientFrame binary(byte[] bytes) {
        return of(0x2, bytes);
    }

    /** The last fragment of a message; {@link #unfinished()} makes it a middle one. */
    public static ClientFrame continuation(String text) {
        return continuation(text.getBytes(UTF_8));
    }

    /** The last fragment of a message; {@link #unfinished()} makes it a middle one. */
    public static ClientFrame continuation(byte[] bytes) {
        return of(0x0, bytes);
    }

    public static ClientFrame ping(String payload) {
        return of(0x9, payload.getBytes(UTF_8));
    }

    public static ClientFrame pong(String payload) {
        return of(0xa, payload.getBytes(UTF_8));
    }

    public static ClientFrame close(int code, String reason) {
        byte[] text = reason.getBytes(UTF_8);
        byte[] payload = new byte[2 + text.length];
        payload[0] = (byte) (code >> 8);
        payload[1] = (byte) code;
        System.arraycopy(text, 0, payload, 2, text.length);
        return of(0x8, payload);
    }

    /** A whole frame of any kind. */
    public static ClientFrame of(int opcode, byte[] payload) {
        return new ClientFrame(true, 0, opcode, true, payload.length, payload);
    }

    /** The same with more fragments to come. */
    public ClientFrame unfinished() {
        return new ClientFrame(false, reserved, opcode, masked, claimedLength, payload);
    }

    /** The same with reserved bits, a number from 0 to 7 whose highest bit is RSV1. */
    public ClientFrame withReserved(int bits) {
        return new ClientFrame(last, bits, opcode, masked, claimedLength, payload);
    }

    /** The same without a mask, which a client must not send. */
    public ClientFrame unmasked() {
        return new ClientFrame(last, reserved, opcode, false, claimedLength, payload);
    }

    /** The same with another length in its header. */
    public ClientFrame claiming(long length) {
        return new ClientFrame(last, reserved, opcode, masked, length, payload);
    }

    /** The frame on the wire, the length in the shortest of its three forms. */
    public byte[] bytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream(payload.length + 14);
        out.write((last ? 0x80 : 0) | reserved << 4 | opcode);
        length(out);
        byte[] mask = new byte[4];
        if (masked) {
            ThreadLocalRandom.current().nextBytes(mask);
            out.writeBytes(mask);
        }
        for (int i = 0; i < payload.length; i++) {
            out.write(payload[i] ^ mask[i % mask.length]);
        }
        return out.toByteArray();
    }

    private void length(ByteArrayOutputStream out) {
        int maskBit = masked ? 0x80 : 0;
        if (claimedLength >= 0 && claimedLength <= 125) {
            out.write(maskBit | (int) claimedLength);
        } else if (claimedLength >= 0 && claimedLength <= 0xffff) {
            out.write(maskBit | 126);
            number(out, 2);
        } else {
            out.write(maskBit | 127);
            number(out, 8);
        }
    }

    private void number(ByteArrayOutputStream out, int bytes) {
        for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) {
            out.write((int) (claimedLength >> shift));
        }
    }
}
