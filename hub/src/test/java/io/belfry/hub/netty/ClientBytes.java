package io.belfry.hub.netty;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;

/** What a client puts on the wire, right or wrong. Each call adds to the same stream of bytes. */
final class ClientBytes {
    private static final byte[] MASK = {0x3a, (byte) 0x91, 0x07, (byte) 0xfe};

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    static ClientBytes wire() {
        return new ClientBytes();
    }

    ClientBytes text(String text) {
        return frame(0x81, text);
    }

    /** A masked frame with the shortest length that fits. */
    ClientBytes frame(int firstByte, String payload) {
        return frame(firstByte, payload.getBytes(UTF_8));
    }

    /** A masked frame whose payload is these bytes. */
    ClientBytes frame(int firstByte, int... payload) {
        byte[] bytes = new byte[payload.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) payload[i];
        }
        return frame(firstByte, bytes);
    }

    ClientBytes close(int code, String reason) {
        byte[] text = reason.getBytes(UTF_8);
        byte[] payload = new byte[2 + text.length];
        payload[0] = (byte) (code >> 8);
        payload[1] = (byte) code;
        System.arraycopy(text, 0, payload, 2, text.length);
        return frame(0x88, payload);
    }

    /** The header of a masked frame, without its payload. */
    ClientBytes header(int firstByte, long length) {
        out.write(firstByte);
        if (length <= 125) {
            out.write(0x80 | (int) length);
        } else if (length <= 0xffff) {
            out.write(0x80 | 126);
            number(length, 2);
        } else {
            out.write(0x80 | 127);
            number(length, 8);
        }
        out.writeBytes(MASK);
        return this;
    }

    /** These bytes as they are. */
    ClientBytes raw(int... bytes) {
        for (int b : bytes) {
            out.write(b);
        }
        return this;
    }

    byte[] bytes() {
        return out.toByteArray();
    }

    private ClientBytes frame(int firstByte, byte[] payload) {
        header(firstByte, payload.length);
        for (int i = 0; i < payload.length; i++) {
            out.write(payload[i] ^ MASK[i % MASK.length]);
        }
        return this;
    }

    private void number(long value, int bytes) {
        for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) {
            out.write((int) (value >> shift));
        }
    }
}
