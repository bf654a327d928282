package io.belfry.testkit.conformance;

import static io.belfry.testkit.conformance.Messages.NOT_UTF_8;
import static io.belfry.testkit.conformance.Messages.PONG;
import static io.belfry.testkit.conformance.Messages.PROTOCOL_ERROR;
import static io.belfry.testkit.conformance.Messages.closed;
import static io.belfry.testkit.conformance.Messages.hex;
import static io.belfry.testkit.conformance.Messages.ping;

import io.belfry.testkit.ClientFrame;
import io.belfry.testkit.conformance.Case.Frames;

import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The closing handshake: section 7. */
final class CloseCases {
    private static final int NO_STATUS = 1005;
    private static final ClientFrame CLOSE = ClientFrame.close(1000, "");

    private CloseCases() {}

    static Stream<Case> all() {
        return Stream.of(order(), payloads(), goodCodes(), badCodes()).flatMap(cases -> cases);
    }

    private static Stream<Case> order() {
        Frames twice = Frames.of(CLOSE, CLOSE);
        Frames thenPing = Frames.of(CLOSE, ClientFrame.ping("late"));
        Frames thenText = Frames.of(CLOSE, ping());
        ClientFrame begun = ClientFrame.text("fragment1").unfinished();
        Frames inside = Frames.of(begun, CLOSE, ClientFrame.continuation("fragment2"));
        Frames afterMuch = Frames.of(ClientFrame.text(ping(256 * 1024)), CLOSE, ping());
        return Stream.of(
                Case.of(
                        "7.1.1",
                        "a text, then a close",
                        Frames.of(ping(), CLOSE),
                        PONG,
                        closed(1000)),
                Case.of("7.1.2", "two closes", twice, closed(1000)),
                Case.of("7.1.3", "a ping after a close", thenPing, closed(1000)),
                Case.of("7.1.4", "a text after a close", thenText, closed(1000)),
                Case.of("7.1.5", "a close inside a message", inside, closed(1000)),
                Case.of("7.1.6", "a close behind 256 KiB", afterMuch, PONG, closed(1000)));
    }

    private static Stream<Case> payloads() {
        return Stream.of(
                Case.of("7.3.1", "a close without a payload", close(""), closed(NO_STATUS)),
                Case.of("7.3.2", "a close of one byte", close("61"), PROTOCOL_ERROR),
                Case.of("7.3.3", "a close with a code", Frames.of(CLOSE), closed(1000)),
                Case.of("7.3.4", "a close with a reason", reason("Hello World!"), closed(1000)),
                Case.of("7.3.5", "the longest reason", reason("*".repeat(123)), closed(1000)),
                Case.of("7.3.6", "a reason too long", reason("*".repeat(124)), PROTOCOL_ERROR),
                Case.of(
                        "7.5.1",
                        "a reason that is no UTF-8",
                        close("03e8 cebae1bdb9cf83cebcceb5eda080656469746564"),
                        NOT_UTF_8));
    }

    private static Stream<Case> goodCodes() {
        int[] codes = {
            1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 3000, 3999, 4000, 4999
        };
        return numbered("7.7.", "close code ", codes, Messages::closed);
    }

    /** 1012 to 1014 were registered after the suite was written, and are good. */
    private static Stream<Case> badCodes() {
        int[] codes = {0, 999, 1004, 1005, 1006, 1016, 1100, 2000, 2999};
        int[] outOfRange = {5000, 65535};
        return Stream.concat(
                numbered("7.9.", "no close code ", codes, code -> PROTOCOL_ERROR),
                numbered("7.13.", "no close code ", outOfRange, code -> PROTOCOL_ERROR));
    }

    private static Stream<Case> numbered(
            String section, String what, int[] codes, IntFunction<Answer> answer) {
        return IntStream.range(0, codes.length)
                .mapToObj(i ->
                        Case.of(
                                section + (i + 1),
                                what + codes[i],
                                Frames.of(ClientFrame.close(codes[i], "")),
                                answer.apply(codes[i])));
    }

    private static Frames close(String hexPayload) {
        return Frames.of(ClientFrame.of(0x8, hex(hexPayload)));
    }

    private static Frames reason(String text) {
        return Frames.of(ClientFrame.close(1000, text));
    }
}
