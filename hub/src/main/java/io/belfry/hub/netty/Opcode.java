package io.belfry.hub.netty;

/** What a frame carries (RFC 6455, section 5.2). */
enum Opcode {
    CONTINUATION(0x0),
    TEXT(0x1),
    BINARY(0x2),
    CLOSE(0x8),
    PING(0x9),
    PONG(0xa),
    /** One of the numbers that nobody has given a meaning. */
    RESERVED(0x3);

    private static final int CONTROL_BIT = 0x8;

    private final int number;

    Opcode(int number) {
        this.number = number;
    }

    /** The opcode in the lower half of a frame's first byte. */
    static Opcode of(int firstByte) {
        return switch (firstByte & 0xf) {
            case 0x0 -> CONTINUATION;
            case 0x1 -> TEXT;
            case 0x2 -> BINARY;
            case 0x8 -> CLOSE;
            case 0x9 -> PING;
            case 0xa -> PONG;
            default -> RESERVED;
        };
    }

    /** The first byte of a frame that stands alone. */
    int firstByte() {
        return 0x80 | number;
    }

    boolean isControl() {
        return (number & CONTROL_BIT) != 0;
    }
}
