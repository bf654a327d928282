package io.belfry.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * One finished WebSocket text frame of the server (RFC 6455, section 5.2): final, unmasked, header
 * included. Encoded once and shared by every subscriber, here and on other nodes. Immutable.
 */
public final class Frame {
    private static final byte FINAL_TEXT = (byte) 0x81;
    private static final int SHORT_LENGTH = 125;
    private static final int MEDIUM_LENGTH = 0xffff;

    private final byte[] wire;
    private final int payloadStart;

    private Frame(byte[] wire, int payloadStart) {
        this.wire = wire;
        this.payloadStart = payloadStart;
    }

    /** The frame that carries a JSON text. */
    public static Frame ofText(String json) {
        byte[] payload = json.getBytes(UTF_8);
        int start = headerLength(payload.length);
        byte[] wire = new byte[start + payload.length];
        header(wire, payload.length);
        System.arraycopy(payload, 0, wire, start, payload.length);
        return new Frame(wire, start);
    }

    /** The whole frame as it stands on the wire. Shared; must not be written to. */
    public byte[] wire() {
        return wire;
    }

    /** Bytes on the wire, header included. */
    public int length() {
        return wire.length;
    }

    /** The JSON text inside. */
    public String text() {
        return new String(wire, payloadStart, wire.length - payloadStart, UTF_8);
    }

    private static int headerLength(int payload) {
        if (payload <= SHORT_LENGTH) {
            return 2;
        }
        return payload <= MEDIUM_LENGTH ? 4 : 10;
    }

    private static void header(byte[] wire, int payload) {
        wire[0] = FINAL_TEXT;
        if (payload <= SHORT_LENGTH) {
            wire[1] = (byte) payload;
        } else if (payload <= MEDIUM_LENGTH) {
            wire[1] = 126;
            wire[2] = (byte) (payload >> 8);
            wire[3] = (byte) payload;
        } else {
            wire[1] = 127;
            for (int i = 0; i < 4; i++) {
                wire[6 + i] = (byte) (payload >> (24 - 8 * i));
            }
        }
    }
}
