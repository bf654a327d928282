package io.belfry.hub.netty;

import static io.belfry.hub.netty.ClientBytes.wire;

import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What a client sends, and what a reader with a limit of 1,000 bytes must hear in it. */
record Conversation(String name, byte[] sent, List<String> heard) {
    static final int LIMIT = 1000;

    private static final String RESERVED = "violation 1002 Reserved bits must be zero";
    private static final String MASK = "violation 1002 Frames of a client must be masked";
    private static final String OPCODE = "violation 1002 Unknown opcode";
    private static final String FRAGMENTED = "violation 1002 Control frames must not be fragmented";
    private static final String CONTROL = "violation 1002 Control frames carry at most 125 bytes";
    private static final String NO_START = "violation 1002 Continuation without a message";
    private static final String INSIDE = "violation 1002 New message inside a fragmented one";
    private static final String LENGTH = "violation 1002 Payload length out of range";
    private static final String CLOSE = "violation 1002 Invalid close frame";
    private static final String BINARY = "violation 1003 Binary messages are not supported";
    private static final String NOT_UTF_8 = "violation 1007 Text must be valid UTF-8";
    private static final String TOO_LONG = "violation 1009 Maximum message size exceeded";

    static List<Conversation> all() {
        return Stream.of(
                        messages(),
                        fragments(),
                        headers(),
                        sequences(),
                        sizes(),
                        brokenText(),
                        controls(),
                        closes(),
                        closeCodes())
                .flatMap(Function.identity())
                .toList();
    }

    @Override
    public String toString() {
        return name;
    }

    private static Conversation on(String name, ClientBytes sent, String... heard) {
        return new Conversation(name, sent.bytes(), List.of(heard));
    }

    private static Stream<Conversation> messages() {
        String accents = "é€𝄞".repeat(40);
        ClientBytes wasteful = wire().raw(0x81, 0xff, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 'h', 'i');
        return Stream.of(
                on("a text", wire().text("{}"), "text 2 {}"),
                on("an empty text", wire().text(""), "text 0 "),
                on("125 bytes", wire().text("a".repeat(125)), "text 125 " + "a".repeat(125)),
                on("126 bytes", wire().text("b".repeat(126)), "text 126 " + "b".repeat(126)),
                on("characters of all sizes", wire().text(accents), "text 360 " + accents),
                on("a length longer than need be", wasteful, "text 2 hi"),
                on("two texts", wire().text("one").text("two"), "text 3 one", "text 3 two"),
                on("a ping", wire().frame(0x89, "there?"), "ping there?"),
                on("a ping without payload", wire().frame(0x89, ""), "ping "),
                on(
                        "the longest ping",
                        wire().frame(0x89, "p".repeat(125)),
                        "ping " + "p".repeat(125)),
                on("a pong", wire().frame(0x8a, "yes"), "pong"));
    }

    private static Stream<Conversation> fragments() {
        return Stream.of(
                on(
                        "three fragments",
                        wire().frame(1, "on").frame(0, "e t").frame(0x80, "wo"),
                        "text 7 one two"),
                on("empty fragments", wire().frame(1, "").frame(0, "").frame(0x80, ""), "text 0 "),
                on(
                        "a character in three fragments",
                        wire().frame(1, 0xe2).frame(0, 0x82).frame(0x80, 0xac),
                        "text 3 €"),
                on(
                        "control frames between fragments",
                        wire().frame(1, "o").frame(0x89, "?").frame(0x8a, "!").frame(0x80, "k"),
                        "ping ?",
                        "pong",
                        "text 2 ok"),
                on(
                        "a text after fragments",
                        wire().frame(1, "o").frame(0x80, "k").text("more"),
                        "text 2 ok",
                        "text 4 more"),
                on(
                        "fragments twice",
                        wire().frame(1, "o").frame(0x80, "k").frame(1, "a").frame(0x80, "y"),
                        "text 2 ok",
                        "text 2 ay"));
    }

    private static Stream<Conversation> headers() {
        return Stream.of(
                on("the first reserved bit", wire().frame(0xc1, "x"), RESERVED),
                on("the second reserved bit", wire().frame(0xa1, "x"), RESERVED),
                on("the third reserved bit, on a ping", wire().frame(0x99, "x"), RESERVED),
                on("no mask", wire().raw(0x81, 2, 'h', 'i'), MASK),
                on("no mask on a close", wire().raw(0x88, 0), MASK),
                on("opcode 3", wire().frame(0x83, "x"), OPCODE),
                on("opcode 7, not final", wire().frame(0x07, "x"), OPCODE),
                on("opcode 11", wire().frame(0x8b, "x"), OPCODE),
                on("opcode 15", wire().frame(0x8f, "x"), OPCODE),
                on(
                        "an opcode unknown after a text",
                        wire().text("ok").frame(0x84, ""),
                        "text 2 ok",
                        OPCODE),
                on(
                        "a length with the highest bit",
                        wire().raw(0x81, 0xff, 0x80, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0),
                        LENGTH));
    }

    private static Stream<Conversation> sequences() {
        return Stream.of(
                on("a continuation of nothing", wire().frame(0x80, "x"), NO_START),
                on("an unfinished continuation of nothing", wire().frame(0x00, "x"), NO_START),
                on(
                        "a continuation after the end",
                        wire().frame(1, "a").frame(0x80, "b").frame(0x80, "c"),
                        "text 2 ab",
                        NO_START),
                on("a text inside a message", wire().frame(1, "a").text("b"), INSIDE),
                on(
                        "a text inside a message that began empty",
                        wire().frame(1, "").text("b"),
                        INSIDE),
                on("a binary inside a message", wire().frame(1, "a").frame(0x82, "b"), INSIDE));
    }

    private static Stream<Conversation> sizes() {
        String longest = "x".repeat(LIMIT);
        return Stream.of(
                on("exactly the limit", wire().text(longest), "text 1000 " + longest),
                on(
                        "fragments of exactly the limit",
                        wire().frame(1, "x".repeat(999)).frame(0x80, "x"),
                        "text 1000 " + longest),
                on("one byte over the limit", wire().header(0x81, LIMIT + 1), TOO_LONG),
                on("few characters, many bytes", wire().text("é".repeat(501)), TOO_LONG),
                on("far over the limit", wire().header(0x81, Long.MAX_VALUE), TOO_LONG),
                on(
                        "a length that is small modulo 2 to the 32",
                        wire().header(0x81, (1L << 32) + 5),
                        TOO_LONG),
                on(
                        "fragments over the limit",
                        wire().frame(1, "y".repeat(900)).header(0, 101),
                        TOO_LONG),
                on("a binary", wire().frame(0x82, "x"), BINARY),
                on("an empty binary", wire().frame(0x82, ""), BINARY),
                on("the first fragment of a binary", wire().frame(2, "x"), BINARY),
                on("a binary over the limit", wire().header(0x82, 5000), BINARY));
    }

    private static Stream<Conversation> brokenText() {
        return Stream.of(
                on("a continuation byte alone", wire().frame(0x81, 0x80), NOT_UTF_8),
                on("half a character", wire().frame(0x81, 0xe2, 0x82), NOT_UTF_8),
                on(
                        "half a character in fragments",
                        wire().frame(1, 0xe2).frame(0x80, 0x82),
                        NOT_UTF_8),
                on("a wrong byte, with more to come", wire().frame(1, 0xff), NOT_UTF_8),
                on("a character begun twice", wire().frame(1, 0xe2).frame(0, 0xe2), NOT_UTF_8),
                on(
                        "a wrong byte after ASCII",
                        wire().frame(0x81, 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 0xc0),
                        NOT_UTF_8),
                on("an overlong slash", wire().frame(0x81, 0xc0, 0xaf), NOT_UTF_8),
                on("a longer slash", wire().frame(0x81, 0xe0, 0x80, 0xaf), NOT_UTF_8),
                on("the longest slash", wire().frame(0x81, 0xf0, 0x80, 0x80, 0xaf), NOT_UTF_8),
                on("a surrogate", wire().frame(0x81, 0xed, 0xa0, 0x80), NOT_UTF_8),
                on(
                        "above the last character",
                        wire().frame(0x81, 0xf4, 0x90, 0x80, 0x80),
                        NOT_UTF_8));
    }

    private static Stream<Conversation> controls() {
        return Stream.of(
                on("a fragmented ping", wire().frame(0x09, "x"), FRAGMENTED),
                on("a fragmented pong", wire().frame(0x0a, ""), FRAGMENTED),
                on("a fragmented close", wire().frame(0x08, ""), FRAGMENTED),
                on("a ping of 126 bytes", wire().header(0x89, 126), CONTROL),
                on("a pong of 126 bytes", wire().header(0x8a, 126), CONTROL),
                on("a close of 126 bytes", wire().header(0x88, 126), CONTROL),
                on("a ping of 64 KiB", wire().header(0x89, 65536), CONTROL));
    }

    private static Stream<Conversation> closes() {
        String longest = "r".repeat(123);
        return Stream.of(
                on("a close without a code", wire().frame(0x88, ""), "close 1005 "),
                on("a close with a reason", wire().close(1000, "bye €"), "close 1000 bye €"),
                on("the longest reason", wire().close(1001, longest), "close 1001 " + longest),
                on("a text after a close", wire().close(1000, "").text("late"), "close 1000 "),
                on("a text after a violation", wire().frame(0x83, "x").text("late"), OPCODE),
                on("a close inside a message", wire().frame(1, "a").close(1000, ""), "close 1000 "),
                on("a close of one byte", wire().frame(0x88, 3), CLOSE),
                on("a reason that is not UTF-8", wire().frame(0x88, 3, 0xe8, 0xff), NOT_UTF_8),
                on("half a character in a reason", wire().frame(0x88, 3, 0xe8, 0xc3), NOT_UTF_8));
    }

    private static Stream<Conversation> closeCodes() {
        IntStream good = IntStream.of(1000, 1003, 1007, 1011, 1014, 3000, 3999, 4000, 4999);
        IntStream bad = IntStream.of(0, 999, 1004, 1005, 1006, 1015, 1016, 2999, 5000, 65535);
        return Stream.concat(
                good.mapToObj(c -> on("close code " + c, wire().close(c, ""), "close " + c + " ")),
                bad.mapToObj(c -> on("no close code " + c, wire().close(c, ""), CLOSE)));
    }
}
