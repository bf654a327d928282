package io.belfry.broadcasting;

/** The payload of an event has more bytes than the server of a connection takes. */
public final class PayloadTooLarge extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PayloadTooLarge(String event, int bytes, String connection, int limit) {
        super(
                "the payload of %s has %d bytes, connection %s takes at most %d"
                        .formatted(event, bytes, connection, limit));
    }
}
