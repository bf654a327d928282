package io.belfry.hub.netty;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.util.concurrent.FastThreadLocal;

/**
 * Checks UTF-8 piece by piece, as it comes in fragments, and makes strings of what was checked.
 *
 * <p>Between two pieces a check is one number: {@link #COMPLETE} at the end of a character, {@link
 * #INVALID} for ever after a wrong byte, else how many bytes the character still needs and between
 * which two values the next one must lie. That range rules out overlong forms, surrogates and what
 * lies above U+10FFFF (RFC 3629, section 4) at the first byte that betrays them. Thread-safe.
 */
final class Utf8 {
    /** The text so far ends with a whole character. Also the state to begin with. */
    static final int COMPLETE = 0;

    /** The text is not UTF-8, whatever follows. */
    static final int INVALID = -1;

    private static final int ANY_CONTINUATION = 0x80bf;
    private static final int ONE_MORE = 1 << 16;
    private static final int TWO_MORE = 2 << 16;
    private static final int THREE_MORE = 3 << 16;
    private static final long HIGH_BITS = 0x8080808080808080L;

    private static final int SCRATCH_BYTES = 16 * 1024;
    private static final FastThreadLocal<byte[]> SCRATCH =
            new FastThreadLocal<>() {
                @Override
                protected byte[] initialValue() {
                    return new byte[SCRATCH_BYTES];
                }
            };

    private Utf8() {}

    /** The state after more bytes of the text. */
    static int check(int state, ByteBuf bytes, int start, int length) {
        int end = start + length;
        int i = start;
        while (i < end && state != INVALID) {
            if (state == COMPLETE && end - i >= 8 && (bytes.getLong(i) & HIGH_BITS) == 0) {
                i += 8;
            } else {
                state = next(state, bytes.getByte(i) & 0xff);
                i++;
            }
        }
        return state;
    }

    /**
     * The string in bytes that are known to be UTF-8. Copies through one array per thread, since
     * the JDK makes strings from arrays only and most buffers have none.
     */
    static String string(ByteBuf bytes, int start, int length) {
        if (bytes.hasArray()) {
            return new String(bytes.array(), bytes.arrayOffset() + start, length, UTF_8);
        }
        byte[] copy = length <= SCRATCH_BYTES ? SCRATCH.get() : new byte[length];
        bytes.getBytes(start, copy, 0, length);
        return new String(copy, 0, length, UTF_8);
    }

    private static int next(int state, int b) {
        if (state == COMPLETE) {
            return first(b);
        }
        int lowest = (state >> 8) & 0xff;
        int highest = state & 0xff;
        if (b < lowest || b > highest) {
            return INVALID;
        }
        return state >= TWO_MORE ? ((state >> 16) - 1) << 16 | ANY_CONTINUATION : COMPLETE;
    }

    private static int first(int b) {
        if (b < 0x80) {
            return COMPLETE;
        }
        if (b < 0xc2 || b > 0xf4) {
            return INVALID;
        }
        if (b < 0xe0) {
            return ONE_MORE | ANY_CONTINUATION;
        }
        return switch (b) {
            case 0xe0 -> TWO_MORE | 0xa0bf;
            case 0xed -> TWO_MORE | 0x809f;
            case 0xf0 -> THREE_MORE | 0x90bf;
            case 0xf4 -> THREE_MORE | 0x808f;
            default -> (b < 0xf0 ? TWO_MORE : THREE_MORE) | ANY_CONTINUATION;
        };
    }
}
