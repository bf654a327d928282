package io.belfry.hub.netty;

import io.netty.buffer.ByteBuf;

import org.jspecify.annotations.Nullable;

/**
 * Reads the frames of one client (RFC 6455, section 5), whatever pieces they arrive in, and hands
 * whole messages to a {@link FrameSink}.
 *
 * <p>A frame that lies whole in what was read is unmasked and used where it lies; only a frame cut
 * by the end of a read is copied, and only as far as the frame goes. So between frames there is no
 * buffer, inside one there is never more than a header and the longest message, and a frame that
 * would make the message too long is refused on its header. The exception is a busy sink: then what
 * had been read already is kept, which is bounded by the caller, who reads no further until the
 * sink is free.
 *
 * <p>No bytes make it throw. After a close frame, a violation or {@link #release()}, everything is
 * ignored. The sink may call {@link #release()}, and nothing else, from inside its methods.
 *
 * <p>Confined to its event loop; not thread-safe.
 */
final class FrameReader {
    private static final int FINAL_BIT = 0x80;
    private static final int RESERVED_BITS = 0x70;
    private static final int MASKED_BIT = 0x80;
    private static final int LENGTH_BITS = 0x7f;
    private static final int LENGTH_IN_16_BITS = 126;
    private static final int LENGTH_IN_64_BITS = 127;
    private static final int SHORTEST_HEADER = 2;
    private static final int MASK_BYTES = 4;
    private static final int LONGEST_CONTROL = 125;
    private static final int LARGEST_MESSAGE = 1 << 30;

    /** What a frame may reserve on the word of its header; beyond that, bytes have to come. */
    private static final int TRUSTED_BYTES = 4096;

    private int maxMessageBytes;

    /** The beginning of a frame, or, while paused, all that is unread. */
    private @Nullable ByteBuf rest;

    /** How many bytes {@link #rest} must have before it is worth another look. */
    private int wanted;

    /** The fragments of a message so far, unmasked. */
    private @Nullable ByteBuf fragments;

    private int utf8 = Utf8.COMPLETE;
    private boolean insideMessage;
    private boolean paused;
    private boolean ended;

    /**
     * @param maxMessageBytes the longest text message, in bytes of UTF-8, fragments together; from
     *     1 to 1 GiB
     */
    FrameReader(int maxMessageBytes) {
        limitMessagesTo(maxMessageBytes);
    }

    /**
     * Changes the limit, also for a message that has begun.
     *
     * @param bytes of UTF-8, fragments together; from 1 to 1 GiB
     */
    void limitMessagesTo(int bytes) {
        if (bytes < 1 || bytes > LARGEST_MESSAGE) {
            throw new IllegalArgumentException("no message size: " + bytes);
        }
        maxMessageBytes = bytes;
    }

    /**
     * Reads all there is. The buffer stays the caller's, is empty afterwards, and its bytes are
     * changed where frames were unmasked in place.
     */
    void read(ByteBuf in, FrameSink sink) {
        while (rest != null && !paused && in.isReadable()) {
            completeRest(rest, in, sink);
        }
        takeFrames(in, sink);
        keep(in);
    }

    /** Goes on after a sink was busy, first with what was kept. */
    void resume(FrameSink sink) {
        paused = false;
        ByteBuf unread = rest;
        if (unread == null) {
            return;
        }
        rest = null; // The sink may release this reader; then it must not find this buffer.
        try {
            takeFrames(unread, sink);
        } finally {
            if (paused && unread.isReadable() && !ended) {
                rest = unread;
            } else {
                keep(unread);
                unread.release();
            }
        }
    }

    /** Whether bytes wait for {@link #resume}. */
    boolean hasUnread() {
        return paused && rest != null;
    }

    /** Ends the reading and gives back every buffer. May be called more than once. */
    void release() {
        ended = true;
        if (rest != null) {
            rest.release();
            rest = null;
        }
        dropFragments();
    }

    private void completeRest(ByteBuf frame, ByteBuf in, FrameSink sink) {
        frame.writeBytes(in, Math.min(in.readableBytes(), wanted - frame.readableBytes()));
        if (frame.readableBytes() < wanted) {
            return;
        }
        rest = null;
        try {
            takeFrame(frame, sink);
        } finally {
            if (frame.isReadable() && !ended) {
                rest = frame;
            } else {
                frame.release();
            }
        }
    }

    private void takeFrames(ByteBuf in, FrameSink sink) {
        boolean taken = true;
        while (taken && in.isReadable() && !paused && !ended) {
            taken = takeFrame(in, sink);
        }
    }

    /** Copies what is left of a read until more comes or the sink is free. */
    private void keep(ByteBuf in) {
        if (!ended && in.isReadable()) {
            if (rest == null) {
                int expected = paused ? 0 : Math.min(wanted, TRUSTED_BYTES);
                rest = in.alloc().buffer(Math.max(expected, in.readableBytes()));
            }
            rest.discardSomeReadBytes().writeBytes(in);
        }
        in.skipBytes(in.readableBytes());
    }

    /** Takes one frame if it is there whole; else {@link #wanted} says what to wait for. */
    private boolean takeFrame(ByteBuf in, FrameSink sink) {
        if (!has(in, SHORTEST_HEADER)) {
            return false;
        }
        int start = in.readerIndex();
        int first = in.getByte(start);
        int second = in.getByte(start + 1);
        Opcode opcode = Opcode.of(first);
        if (!passes(wrongStart(opcode, first, second), sink)) {
            return false;
        }
        int header = headerBytes(second & LENGTH_BITS);
        if (!has(in, header)) {
            return false;
        }
        long length = payloadBytes(in, start);
        if (!passes(wrongLength(opcode, length), sink) || !has(in, header + (int) length)) {
            return false;
        }
        in.skipBytes(wanted);
        payload(opcode, (first & FINAL_BIT) != 0, in, start + header, (int) length, sink);
        return true;
    }

    private boolean has(ByteBuf in, int bytes) {
        wanted = bytes;
        return in.readableBytes() >= bytes;
    }

    private @Nullable Violation wrongStart(Opcode opcode, int first, int second) {
        if ((first & RESERVED_BITS) != 0) {
            return Violation.RESERVED_BITS;
        }
        if ((second & MASKED_BIT) == 0) {
            return Violation.UNMASKED;
        }
        return switch (opcode) {
            case RESERVED -> Violation.UNKNOWN_OPCODE;
            case CONTINUATION -> insideMessage ? null : Violation.NOTHING_TO_CONTINUE;
            case TEXT -> insideMessage ? Violation.MESSAGE_UNFINISHED : null;
            case BINARY -> insideMessage ? Violation.MESSAGE_UNFINISHED : Violation.BINARY;
            case CLOSE, PING, PONG -> wrongControl(first, second);
        };
    }

    private static @Nullable Violation wrongControl(int first, int second) {
        if ((first & FINAL_BIT) == 0) {
            return Violation.CONTROL_FRAGMENTED;
        }
        return (second & LENGTH_BITS) > LONGEST_CONTROL ? Violation.CONTROL_TOO_LONG : null;
    }

    private @Nullable Violation wrongLength(Opcode opcode, long length) {
        if (length < 0) {
            return Violation.BAD_LENGTH;
        }
        if (opcode == Opcode.CLOSE && length == 1) {
            return Violation.BAD_CLOSE;
        }
        boolean tooLong = !opcode.isControl() && length > maxMessageBytes - fragmentBytes();
        return tooLong ? Violation.TOO_LONG : null;
    }

    private static int headerBytes(int lengthBits) {
        return switch (lengthBits) {
            case LENGTH_IN_16_BITS -> 2 + Short.BYTES + MASK_BYTES;
            case LENGTH_IN_64_BITS -> 2 + Long.BYTES + MASK_BYTES;
            default -> 2 + MASK_BYTES;
        };
    }

    /** Negative when the highest of 64 bits is set, which no length may have. */
    private static long payloadBytes(ByteBuf in, int start) {
        int lengthBits = in.getByte(start + 1) & LENGTH_BITS;
        return switch (lengthBits) {
            case LENGTH_IN_16_BITS -> in.getUnsignedShort(start + 2);
            case LENGTH_IN_64_BITS -> in.getLong(start + 2);
            default -> lengthBits;
        };
    }

    private void payload(
            Opcode opcode, boolean last, ByteBuf in, int start, int length, FrameSink sink) {
        boolean ascii = Masking.unmask(in, start, length, in.getInt(start - MASK_BYTES));
        switch (opcode) {
            case TEXT, CONTINUATION -> text(last, in, start, length, ascii, sink);
            case PING -> paused = !sink.ping(in.slice(start, length));
            case PONG -> paused = !sink.pong();
            case CLOSE -> close(in, start, length, sink);
            case BINARY, RESERVED -> throw new AssertionError(opcode + " was refused before");
        }
    }

    private void text(
            boolean last, ByteBuf in, int start, int length, boolean ascii, FrameSink sink) {
        if (!ascii || utf8 != Utf8.COMPLETE) {
            utf8 = Utf8.check(utf8, in, start, length);
        }
        if (utf8 == Utf8.INVALID || (last && utf8 != Utf8.COMPLETE)) {
            end(Violation.NOT_UTF_8, sink);
            return;
        }
        insideMessage = !last;
        if (last) {
            int bytes = fragmentBytes() + length;
            paused = !sink.text(wholeText(in, start, length), bytes);
        } else {
            collect(in, start, length);
        }
    }

    private String wholeText(ByteBuf in, int start, int length) {
        if (fragments == null) {
            return Utf8.string(in, start, length);
        }
        ByteBuf all = collect(in, start, length);
        String text = Utf8.string(all, all.readerIndex(), all.readableBytes());
        dropFragments();
        return text;
    }

    private ByteBuf collect(ByteBuf in, int start, int length) {
        if (fragments == null) {
            fragments = in.alloc().buffer(length);
        }
        return fragments.writeBytes(in, start, length);
    }

    private int fragmentBytes() {
        return fragments == null ? 0 : fragments.readableBytes();
    }

    private void close(ByteBuf in, int start, int length, FrameSink sink) {
        if (length == 0) {
            release();
            sink.closed(ServerFrames.NO_STATUS, "");
            return;
        }
        int code = in.getUnsignedShort(start);
        int reason = start + Short.BYTES;
        int reasonBytes = length - Short.BYTES;
        if (!isCloseCode(code)) {
            end(Violation.BAD_CLOSE, sink);
        } else if (Utf8.check(Utf8.COMPLETE, in, reason, reasonBytes) != Utf8.COMPLETE) {
            end(Violation.NOT_UTF_8, sink);
        } else {
            release();
            sink.closed(code, Utf8.string(in, reason, reasonBytes));
        }
    }

    /** Which codes may stand in a close frame: RFC 6455, section 7.4, and IANA's register. */
    private static boolean isCloseCode(int code) {
        return (code >= 1000 && code <= 1003)
                || (code >= 1007 && code <= 1014)
                || (code >= 3000 && code <= 4999);
    }

    private boolean passes(@Nullable Violation violation, FrameSink sink) {
        if (violation != null) {
            end(violation, sink);
        }
        return violation == null;
    }

    private void end(Violation violation, FrameSink sink) {
        release();
        sink.violation(violation.closeCode(), violation.reason());
    }

    private void dropFragments() {
        if (fragments != null) {
            fragments.release();
            fragments = null;
        }
    }
}
