package io.belfry.load.measure;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;

/**
 * What is written into the data of every message, and found again in what arrives: who sent it, the
 * how-manieth of that sender it is, and when it was due. Digits and letters only, so that it stands
 * in JSON, in a JSON string inside of JSON, and in every other text as it is.
 *
 * <p>Has no state.
 */
public final class Marker {
    /** How many bytes it takes, and the least that a message must have. */
    public static final int LENGTH = 40;

    private static final byte[] SIGN = "belfry~~".getBytes(US_ASCII);
    private static final long SIGN_WORD = word(SIGN);
    private static final byte[] DIGITS = "0123456789abcdef".getBytes(US_ASCII);
    private static final int LANE = 8;
    private static final int SEQUENCE = 16;
    private static final int TIME = 24;
    private static final int DIGITS_PER_WORD = 8;

    private Marker() {}

    /**
     * Writes it.
     *
     * @param time nanoseconds of {@link System#nanoTime}, which on one machine is the same clock
     *     for all processes
     */
    public static void write(byte[] into, int at, int lane, int sequence, long time) {
        System.arraycopy(SIGN, 0, into, at, SIGN.length);
        hex(into, at + LANE, lane, DIGITS_PER_WORD);
        hex(into, at + SEQUENCE, sequence, DIGITS_PER_WORD);
        hex(into, at + TIME, time, 2 * DIGITS_PER_WORD);
    }

    /**
     * Looks for it.
     *
     * @param hint where it was the last time; most messages of a run are alike
     * @return where it begins, or -1
     */
    public static int find(ByteBuf bytes, int from, int to, int hint) {
        int guess = from + hint;
        if (guess >= from && guess <= to - LENGTH && bytes.getLong(guess) == SIGN_WORD) {
            return guess;
        }
        for (int at = from; at + LENGTH <= to; at++) {
            if (bytes.getLong(at) == SIGN_WORD) {
                return at;
            }
        }
        return -1;
    }

    /** Who sent it. */
    public static int lane(ByteBuf bytes, int at) {
        return (int) number(bytes.getLong(at + LANE));
    }

    /** The how-manieth of its sender it is, from zero. */
    public static int sequence(ByteBuf bytes, int at) {
        return (int) number(bytes.getLong(at + SEQUENCE));
    }

    /** When it was due. */
    public static long time(ByteBuf bytes, int at) {
        return number(bytes.getLong(at + TIME)) << 32
                | number(bytes.getLong(at + TIME + DIGITS_PER_WORD));
    }

    private static void hex(byte[] into, int at, long value, int digits) {
        long rest = value;
        for (int i = digits - 1; i >= 0; i--) {
            into[at + i] = DIGITS[(int) (rest & 0xf)];
            rest >>>= 4;
        }
    }

    /** Eight digits at once, as this is done for every message of a million a second. */
    private static long number(long digits) {
        long nibbles = (digits & 0x0f0f0f0f0f0f0f0fL) + 9 * ((digits >>> 6) & 0x0101010101010101L);
        long bytes = (nibbles | nibbles >>> 4) & 0x00ff00ff00ff00ffL;
        long shorts = (bytes | bytes >>> 8) & 0x0000ffff0000ffffL;
        return (shorts | shorts >>> 16) & 0xffffffffL;
    }

    private static long word(byte[] eight) {
        long word = 0;
        for (byte each : eight) {
            word = word << 8 | each;
        }
        return word;
    }
}
