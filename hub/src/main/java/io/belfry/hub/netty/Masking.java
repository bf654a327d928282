package io.belfry.hub.netty;

import io.netty.buffer.ByteBuf;

/** The mask that clients lay over their payloads (RFC 6455, section 5.3). Thread-safe. */
final class Masking {
    private static final long HIGH_BITS = 0x8080808080808080L;

    private Masking() {}

    /**
     * Takes the mask off, in place.
     *
     * @return whether what came out is pure ASCII, which is seen in passing
     */
    static boolean unmask(ByteBuf bytes, int start, int length, int mask) {
        long wide = (mask & 0xffffffffL) << 32 | (mask & 0xffffffffL);
        long seen = 0;
        int end = start + length;
        int i = start;
        for (; end - i >= 8; i += 8) {
            long clear = bytes.getLong(i) ^ wide;
            bytes.setLong(i, clear);
            seen |= clear;
        }
        // Eight is a multiple of four, so the tail begins with the first byte of the mask again.
        for (int shift = 24; i < end; i++, shift = (shift - 8) & 31) {
            int clear = bytes.getByte(i) ^ ((mask >> shift) & 0xff);
            bytes.setByte(i, clear);
            seen |= clear;
        }
        return (seen & HIGH_BITS) == 0;
    }
}
