package io.belfry.testkit.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.belfry.testkit.ClientFrame;

import java.util.HexFormat;

/** Texts to send, and the short names of answers. */
final class Messages {
    static final Answer PONG = new Answer.PusherPong();
    static final Answer UNREADABLE = new Answer.Unreadable();
    static final Answer PROTOCOL_ERROR = new Answer.Closed(1002);
    static final Answer NO_BINARIES = new Answer.Closed(1003);
    static final Answer NOT_UTF_8 = new Answer.Closed(1007);
    static final Answer TOO_LONG = new Answer.Closed(1009);

    private static final String START = "{\"event\":\"pusher:ping\",\"data\":\"";
    private static final String END = "\"}";

    private Messages() {}

    /** The shortest ping of the Pusher protocol. */
    static ClientFrame ping() {
        return ClientFrame.text("{\"event\":\"pusher:ping\"}");
    }

    /** A ping of the Pusher protocol, which is so many bytes long. */
    static byte[] ping(int bytes) {
        return (START + "*".repeat(bytes - START.length() - END.length()) + END).getBytes(UTF_8);
    }

    /** A wish for a channel of this name, which no channel can have. */
    static byte[] wishFor(String name) {
        String wish = "{\"event\":\"pusher:subscribe\",\"data\":{\"channel\":\"%s /\"}}";
        return wish.formatted(name).getBytes(UTF_8);
    }

    /** The refusal of such a wish, in which the name comes back. */
    static Answer echo(String name) {
        return new Answer.Echo(name + " /");
    }

    static Answer pong(String payload) {
        return pong(payload.getBytes(UTF_8));
    }

    static Answer pong(byte[] payload) {
        return new Answer.Pong(payload);
    }

    static Answer closed(int code) {
        return new Answer.Closed(code);
    }

    /** Bytes in hexadecimal, spaces ignored. */
    static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits.replace(" ", ""));
    }
}
