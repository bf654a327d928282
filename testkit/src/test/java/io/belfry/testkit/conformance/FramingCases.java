package io.belfry.testkit.conformance;

import static io.belfry.testkit.conformance.Messages.NO_BINARIES;
import static io.belfry.testkit.conformance.Messages.PONG;
import static io.belfry.testkit.conformance.Messages.PROTOCOL_ERROR;
import static io.belfry.testkit.conformance.Messages.UNREADABLE;
import static io.belfry.testkit.conformance.Messages.hex;
import static io.belfry.testkit.conformance.Messages.ping;
import static io.belfry.testkit.conformance.Messages.pong;

import io.belfry.testkit.ClientFrame;
import io.belfry.testkit.conformance.Case.Frames;

import java.util.Collections;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Lengths, pings, reserved bits and opcodes: sections 1 to 4. */
final class FramingCases {
    private static final ClientFrame PING = ClientFrame.ping("hello");

    private FramingCases() {}

    static Stream<Case> all() {
        return Stream.of(texts(), binaries(), pings(), reservedBits(), opcodes(), masks())
                .flatMap(cases -> cases);
    }

    private static Frames text(byte[] message) {
        return Frames.of(ClientFrame.text(message));
    }

    private static Frames frame(int opcode, String hexPayload) {
        return Frames.of(ClientFrame.of(opcode, hex(hexPayload)));
    }

    private static Stream<Case> texts() {
        return Stream.of(
                Case.of("1.1.1", "a text of 0 bytes", text(new byte[0]), UNREADABLE),
                Case.of("1.1.2", "a text of 125 bytes", text(ping(125)), PONG),
                Case.of("1.1.3", "a text of 126 bytes", text(ping(126)), PONG),
                Case.of("1.1.4", "a text of 127 bytes", text(ping(127)), PONG),
                Case.of("1.1.5", "a text of 128 bytes", text(ping(128)), PONG),
                Case.of("1.1.6", "a text of 65535 bytes", text(ping(65535)), PONG),
                Case.of("1.1.7", "a text of 65536 bytes", text(ping(65536)), PONG),
                Case.inPiecesOf(997, "1.1.8", "65536 bytes in pieces", text(ping(65536)), PONG));
    }

    private static Stream<Case> binaries() {
        int[] lengths = {0, 125, 126, 127, 128, 65535, 65536};
        return IntStream.range(0, lengths.length)
                .mapToObj(i ->
                        Case.of(
                                "1.2." + (i + 1),
                                "a binary of " + lengths[i] + " bytes",
                                Frames.of(ClientFrame.binary(new byte[lengths[i]])),
                                NO_BINARIES));
    }

    private static Stream<Case> pings() {
        ClientFrame[] ten = Collections.nCopies(10, PING).toArray(ClientFrame[]::new);
        Answer[] tenPongs = Collections.nCopies(10, pong("hello")).toArray(Answer[]::new);
        String longest = "*".repeat(125);
        return Stream.of(
                Case.of("2.1", "an empty ping", Frames.of(ClientFrame.ping("")), pong("")),
                Case.of("2.2", "a ping", Frames.of(PING), pong("hello")),
                Case.of(
                        "2.3",
                        "a ping that is no UTF-8",
                        frame(0x9, "00 ff fe fd"),
                        pong(hex("00 ff fe fd"))),
                Case.of(
                        "2.4",
                        "the longest ping",
                        Frames.of(ClientFrame.ping(longest)),
                        pong(longest)),
                Case.of(
                        "2.5",
                        "a ping too long",
                        Frames.of(ClientFrame.ping(longest + "*")),
                        PROTOCOL_ERROR),
                Case.byteByByte(
                        "2.6",
                        "the longest ping",
                        Frames.of(ClientFrame.ping(longest)),
                        pong(longest)),
                Case.of("2.7", "an empty pong nobody asked for", Frames.of(ClientFrame.pong(""))),
                Case.of("2.8", "a pong nobody asked for", Frames.of(ClientFrame.pong("unasked"))),
                Case.of(
                        "2.9",
                        "a pong, then a ping",
                        Frames.of(ClientFrame.pong("unasked"), PING),
                        pong("hello")),
                Case.of("2.10", "ten pings", Frames.of(ten), tenPongs),
                Case.byteByByte("2.11", "ten pings", Frames.of(ten), tenPongs));
    }

    private static Stream<Case> reservedBits() {
        Frames second = Frames.of(ping(), ping().withReserved(2), PING);
        return Stream.of(
                Case.of("3.1", "RSV3 on a text", Frames.of(ping().withReserved(1)), PROTOCOL_ERROR),
                Case.of("3.2", "RSV2 on the second text", second, PONG, PROTOCOL_ERROR),
                Case.frameByFrame(
                        "3.3",
                        "RSV2 and RSV3 on the second text",
                        Frames.of(ping(), ping().withReserved(3), PING),
                        PONG,
                        PROTOCOL_ERROR),
                Case.byteByByte(
                        "3.4",
                        "RSV1 on the second text",
                        Frames.of(ping(), ping().withReserved(4), PING),
                        PONG,
                        PROTOCOL_ERROR),
                Case.of(
                        "3.5",
                        "RSV1 and RSV3 on a binary",
                        Frames.of(ClientFrame.binary(new byte[8]).withReserved(5)),
                        PROTOCOL_ERROR),
                Case.of(
                        "3.6",
                        "RSV1 and RSV2 on a ping",
                        Frames.of(PING.withReserved(6)),
                        PROTOCOL_ERROR),
                Case.of(
                        "3.7",
                        "all three on a close",
                        Frames.of(ClientFrame.close(1000, "").withReserved(7)),
                        PROTOCOL_ERROR));
    }

    private static Stream<Case> opcodes() {
        return Stream.of(opcodes("4.1.", 3), opcodes("4.2.", 11)).flatMap(cases -> cases);
    }

    private static Stream<Case> opcodes(String section, int first) {
        ClientFrame unknown = ClientFrame.of(first + 2, new byte[0]);
        return Stream.of(
                Case.of(section + 1, "opcode " + first, frame(first, ""), PROTOCOL_ERROR),
                Case.of(
                        section + 2,
                        "opcode " + (first + 1) + " with a payload",
                        frame(first + 1, "61"),
                        PROTOCOL_ERROR),
                Case.of(
                        section + 3,
                        "opcode " + (first + 2) + " after a text",
                        Frames.of(ping(), unknown, PING),
                        PONG,
                        PROTOCOL_ERROR),
                Case.frameByFrame(
                        section + 4,
                        "opcode " + (first + 3) + " after a text",
                        Frames.of(ping(), ClientFrame.of(first + 3, hex("61")), PING),
                        PONG,
                        PROTOCOL_ERROR),
                Case.byteByByte(
                        section + 5,
                        "opcode " + (first + 4) + " after a text",
                        Frames.of(ping(), ClientFrame.of(first + 4, hex("61")), PING),
                        PONG,
                        PROTOCOL_ERROR));
    }

    /** Not in the suite, whose own frames are always right in this. */
    private static Stream<Case> masks() {
        return Stream.of(
                Case.of(
                        "M.1",
                        "a text without a mask",
                        Frames.of(ping().unmasked()),
                        PROTOCOL_ERROR),
                Case.of("M.2", "a ping without a mask", Frames.of(PING.unmasked()), PROTOCOL_ERROR),
                Case.of(
                        "M.3",
                        "a length of 2 to the 63",
                        Frames.of(ping().claiming(Long.MIN_VALUE)),
                        PROTOCOL_ERROR));
    }
}
