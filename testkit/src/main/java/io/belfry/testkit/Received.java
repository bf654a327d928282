package io.belfry.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

/** What can come out of the connection of a {@link RawClient}. */
public sealed interface Received {

    /** A text message. */
    record Text(String text) implements Received {}

    /** A binary message; no hub sends one. */
    record Binary(byte[] bytes) implements Received {
        @Override
        public String toString() {
            return "Binary[" + bytes.length + " bytes]";
        }
    }

    /** A ping of the WebSocket protocol. */
    record Ping(byte[] payload) implements Received {
        @Override
        public String toString() {
            return "Ping[" + new String(payload, UTF_8) + "]";
        }
    }

    /** A pong of the WebSocket protocol. */
    record Pong(byte[] payload) implements Received {
        @Override
        public String toString() {
            return "Pong[" + new String(payload, UTF_8) + "]";
        }
    }

    /**
     * A close frame.
     *
     * @param code 1005 when the frame has none
     */
    record Close(int code, String reason) implements Received {}

    /** The TCP connection ended, with a reset or without. Nothing follows. */
    record End(boolean reset) implements Received {}

    /** The server broke RFC 6455. Nothing follows. */
    record Broken(String why) implements Received {}
}
