package io.belfry.testkit.conformance;

import static io.belfry.testkit.conformance.Messages.PONG;
import static io.belfry.testkit.conformance.Messages.PROTOCOL_ERROR;
import static io.belfry.testkit.conformance.Messages.ping;
import static io.belfry.testkit.conformance.Messages.pong;

import io.belfry.testkit.ClientFrame;
import io.belfry.testkit.conformance.Case.Frames;

import java.util.stream.Stream;

/** Fragmentation: section 5. */
final class FragmentCases {
    private static final byte[] MESSAGE = ping(60);
    private static final ClientFrame PING = ClientFrame.ping("between");
    private static final ClientFrame TEXT = ClientFrame.text("fragment1").unfinished();
    private static final ClientFrame MORE = ClientFrame.continuation("fragment2");

    private FragmentCases() {}

    static Stream<Case> all() {
        return Stream.of(controls(), inTwo(), outOfOrder(), inFive()).flatMap(cases -> cases);
    }

    private static Stream<Case> controls() {
        Frames ping =
                Frames.of(ClientFrame.ping("frag").unfinished(), ClientFrame.continuation("ment"));
        Frames pong =
                Frames.of(ClientFrame.pong("frag").unfinished(), ClientFrame.continuation("ment"));
        return Stream.of(
                Case.of("5.1", "a ping in two fragments", ping, PROTOCOL_ERROR),
                Case.of("5.2", "a pong in two fragments", pong, PROTOCOL_ERROR));
    }

    private static Stream<Case> inTwo() {
        Frames two = Frames.fragments(2, MESSAGE);
        Frames withPing = Frames.of(two.list().get(0), PING, two.list().get(1));
        return Stream.of(
                Case.of("5.3", "a text in two fragments", two, PONG),
                Case.frameByFrame("5.4", "a text in two fragments", two, PONG),
                Case.byteByByte("5.5", "a text in two fragments", two, PONG),
                Case.of("5.6", "a ping between two fragments", withPing, pong("between"), PONG),
                Case.frameByFrame(
                        "5.7", "a ping between two fragments", withPing, pong("between"), PONG),
                Case.byteByByte(
                        "5.8", "a ping between two fragments", withPing, pong("between"), PONG));
    }

    private static Stream<Case> outOfOrder() {
        Frames last = Frames.of(MORE, ping());
        Frames unfinished = Frames.of(MORE.unfinished(), ping());
        Frames afterTheEnd = Frames.fragments(2, MESSAGE).then(MORE.unfinished(), ping());
        Frames twice = Frames.of(MORE.unfinished(), TEXT, MORE, MORE.unfinished(), TEXT, MORE);
        Frames twiceLast = Frames.of(MORE, TEXT, MORE, MORE, TEXT, MORE);
        Frames bothBegin = Frames.of(TEXT, ClientFrame.text("fragment2"));
        return Stream.of(
                Case.of("5.9", "a last continuation of nothing", last, PROTOCOL_ERROR),
                Case.frameByFrame("5.10", "a last continuation of nothing", last, PROTOCOL_ERROR),
                Case.byteByByte("5.11", "a last continuation of nothing", last, PROTOCOL_ERROR),
                Case.of("5.12", "a continuation of nothing", unfinished, PROTOCOL_ERROR),
                Case.frameByFrame("5.13", "a continuation of nothing", unfinished, PROTOCOL_ERROR),
                Case.byteByByte("5.14", "a continuation of nothing", unfinished, PROTOCOL_ERROR),
                Case.of("5.15", "a continuation after the end", afterTheEnd, PONG, PROTOCOL_ERROR),
                Case.of("5.16", "continuations before each text", twice, PROTOCOL_ERROR),
                Case.of("5.17", "last continuations before each text", twiceLast, PROTOCOL_ERROR),
                Case.of("5.18", "two fragments that both begin", bothBegin, PROTOCOL_ERROR));
    }

    private static Stream<Case> inFive() {
        Frames five = Frames.fragments(5, MESSAGE);
        Frames withPings =
                Frames.of(
                        five.list().get(0),
                        five.list().get(1),
                        PING,
                        five.list().get(2),
                        five.list().get(3),
                        PING,
                        five.list().get(4));
        Answer[] answers = {pong("between"), pong("between"), PONG};
        return Stream.of(
                Case.of("5.19", "two pings among five fragments", withPings, answers),
                Case.frameByFrame("5.20", "two pings among five fragments", withPings, answers));
    }
}
