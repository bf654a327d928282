package io.belfry.testkit.conformance;

import io.belfry.testkit.ClientFrame;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a client writes, and what a hub must answer.
 *
 * @param number in the Autobahn test suite
 * @param writes each of them one write to the socket
 */
record Case(String number, String what, List<byte[]> writes, List<Answer> answers) {

    /** A case whose frames go out in one write. */
    static Case of(String number, String what, Frames frames, Answer... answers) {
        return new Case(number, what, List.of(frames.bytes()), List.of(answers));
    }

    /** The same with a write per frame. */
    static Case frameByFrame(String number, String what, Frames frames, Answer... answers) {
        return new Case(number, what + ", frame by frame", frames.each(), List.of(answers));
    }

    /** The same with a write per byte. */
    static Case byteByByte(String number, String what, Frames frames, Answer... answers) {
        return inPiecesOf(1, number, what + ", byte by byte", frames, answers);
    }

    /** The same with writes of so many bytes each. */
    static Case inPiecesOf(int size, String number, String what, Frames frames, Answer... answers) {
        byte[] all = frames.bytes();
        List<byte[]> pieces =
                IntStream.iterate(0, start -> start < all.length, start -> start + size)
                        .mapToObj(start ->
                                Arrays.copyOfRange(all, start, Math.min(all.length, start + size)))
                        .toList();
        return new Case(number, what, pieces, List.of(answers));
    }

    @Override
    public String toString() {
        return number + " " + what;
    }

    /** Frames in their order. */
    record Frames(List<ClientFrame> list) {
        static Frames of(ClientFrame... frames) {
            return new Frames(List.of(frames));
        }

        /** A text message of these bytes in so many fragments, all but the last equally long. */
        static Frames fragments(int count, byte[] message) {
            int length = message.length / count;
            return new Frames(
                    IntStream.range(0, count)
                            .mapToObj(i ->
                                    fragment(
                                            i,
                                            count,
                                            Arrays.copyOfRange(
                                                    message,
                                                    i * length,
                                                    i == count - 1
                                                            ? message.length
                                                            : (i + 1) * length)))
                            .toList());
        }

        Frames then(ClientFrame... more) {
            return new Frames(Stream.concat(list.stream(), Stream.of(more)).toList());
        }

        List<byte[]> each() {
            return list.stream().map(ClientFrame::bytes).toList();
        }

        byte[] bytes() {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            each().forEach(out::writeBytes);
            return out.toByteArray();
        }

        private static ClientFrame fragment(int index, int count, byte[] part) {
            ClientFrame frame =
                    index == 0 ? ClientFrame.text(part) : ClientFrame.continuation(part);
            return index == count - 1 ? frame : frame.unfinished();
        }
    }
}
