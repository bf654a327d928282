package io.belfry.protocol;

/**
 * Numbers that a hub gives in {@code pusher:error} frames and, where the connection ends, in the
 * WebSocket close frame (Pusher Channels protocol, "Error codes"). What a client library does next
 * follows from the hundreds, see {@link #advice()}.
 */
public enum ErrorCode {
    TLS_REQUIRED(4000),
    APP_NOT_FOUND(4001),
    APP_DISABLED(4003),
    OVER_CONNECTION_QUOTA(4004),
    BAD_CLIENT_VERSION(4006),
    UNSUPPORTED_PROTOCOL(4007),
    PROTOCOL_MISSING(4008),
    /** Foreign origin, refused signature, or terminated by the app. */
    UNAUTHORIZED(4009),
    /** The node is full, or this client reads too slowly. */
    OVER_CAPACITY(4100),
    /** The hub shuts down; connect again at once. */
    RECONNECT_NOW(4200),
    /** Inside an error frame only: the message could not be read. The connection stays open. */
    INVALID_MESSAGE(4200),
    PONG_MISSED(4201),
    /** Inside an error frame only: a client event was refused, or the client is too fast. */
    CLIENT_EVENT_REJECTED(4301),
    /** Inside an error frame only: more users to watch than allowed. */
    WATCHLIST_TOO_LONG(4302);

    private final int number;

    ErrorCode(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }

    /** What client libraries do when a connection is closed with this number. */
    public Advice advice() {
        if (this == TLS_REQUIRED) {
            return Advice.RETRY_WITH_TLS;
        }
        return switch (number / 100) {
            case 40 -> Advice.GIVE_UP;
            case 41 -> Advice.RETRY_AFTER_A_SECOND;
            case 42 -> Advice.RETRY_AT_ONCE;
            default -> Advice.GIVE_UP;
        };
    }

    /** How a client library reacts to a close code. */
    public enum Advice {
        RETRY_WITH_TLS,
        RETRY_AFTER_A_SECOND,
        RETRY_AT_ONCE,
        GIVE_UP
    }
}
