package io.belfry.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

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

    /**
     * The frame that another node has finished.
     *
     * @throws IllegalArgumentException when the bytes are no such frame
     */
    public static Frame ofWire(byte[] wire) {
        int start = wire.length < 2 || wire[0] != FINAL_TEXT ? 0 : payloadStart(wire);
        if (start == 0 || start > wire.length) {
            throw new IllegalArgumentException("not one final text frame of a server");
        }
        byte[] header = new byte[start];
        header(header, wire.length - start);
        if (!Arrays.equals(header, 0, start, wire, 0, start)) {
            throw new IllegalArgumentException("a frame of another length than its header says");
        }
        return new Frame(wire, start);
    }

    private static int payloadStart(byte[] wire) {
        return switch (wire[1]) {
            case 126 -> 4;
            case 127 -> 10;
            default -> 2;
        };
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
