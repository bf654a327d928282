package io.belfry.hub.netty;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;

import java.util.Arrays;
import java.util.List;

/**
 * Any bytes at all, as a fuzzer makes them: the first two say where the rest is cut, and whatever
 * is heard must be the same wherever that is and however busy the sink.
 */
public final class FrameReaderFuzz {
    private static final byte[] CUTS = {3, 5};

    private FrameReaderFuzz() {}

    /** What is sent in each conversation, cut after its third and its eighth byte. */
    public static List<byte[]> seeds() {
        return Conversation.all().stream()
                .map(conversation -> Unpooled.wrappedBuffer(CUTS, conversation.sent()))
                .map(ByteBufUtil::getBytes)
                .toList();
    }

    /** Called by the fuzzer for each input; an exception is a finding. */
    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length < 2) {
            return;
        }
        byte[] sent = Arrays.copyOfRange(input, 2, input.length);
        int first = Math.min(sent.length, input[0] & 0xff);
        int second = Math.min(sent.length, first + (input[1] & 0xff));
        HeardBySink atOnce = heard(HeardBySink.alwaysFree(), sent);
        compare(atOnce, heard(HeardBySink.alwaysFree(), sent, first, second));
        compare(atOnce, heard(HeardBySink.alwaysBusy(), sent, first, second));
    }

    private static HeardBySink heard(HeardBySink sink, byte[] sent, int... cuts) {
        FrameReader reader = new FrameReader(Conversation.LIMIT);
        int start = 0;
        for (int cut : cuts) {
            read(reader, sink, Arrays.copyOfRange(sent, start, cut));
            start = cut;
        }
        read(reader, sink, Arrays.copyOfRange(sent, start, sent.length));
        while (reader.hasUnread()) {
            reader.resume(sink);
        }
        reader.release();
        return sink;
    }

    private static void read(FrameReader reader, HeardBySink sink, byte[] bytes) {
        ByteBuf in = Unpooled.wrappedBuffer(bytes);
        reader.read(in, sink);
        if (in.isReadable()) {
            throw new IllegalStateException(in.readableBytes() + " bytes are left behind");
        }
    }

    private static void compare(HeardBySink atOnce, HeardBySink inPieces) {
        if (!atOnce.lines().equals(inPieces.lines())) {
            throw new IllegalStateException(
                    "at once " + atOnce.lines() + ", in pieces " + inPieces.lines());
        }
    }
}
