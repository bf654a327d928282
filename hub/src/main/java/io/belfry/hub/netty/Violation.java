package io.belfry.hub.netty;

/**
 * How a client can break RFC 6455, with the close code that section 7.4.1 gives it. The reasons go
 * onto the wire and speak to whoever writes the client.
 */
enum Violation {
    RESERVED_BITS(1002, "Reserved bits must be zero"),
    UNMASKED(1002, "Frames of a client must be masked"),
    UNKNOWN_OPCODE(1002, "Unknown opcode"),
    CONTROL_FRAGMENTED(1002, "Control frames must not be fragmented"),
    CONTROL_TOO_LONG(1002, "Control frames carry at most 125 bytes"),
    NOTHING_TO_CONTINUE(1002, "Continuation without a message"),
    MESSAGE_UNFINISHED(1002, "New message inside a fragmented one"),
    BAD_LENGTH(1002, "Payload length out of range"),
    BAD_CLOSE(1002, "Invalid close frame"),
    BINARY(1003, "Binary messages are not supported"),
    NOT_UTF_8(1007, "Text must be valid UTF-8"),
    TOO_LONG(1009, "Maximum message size exceeded");

    private final int closeCode;
    private final String reason;

    Violation(int closeCode, String reason) {
        this.closeCode = closeCode;
        this.reason = reason;
    }

    int closeCode() {
        return closeCode;
    }

    String reason() {
        return reason;
    }
}
