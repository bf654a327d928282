package io.belfry.load.server;

import org.jspecify.annotations.Nullable;

/**
 * What is said on a WebSocket until it is subscribed, and to keep it alive. What arrives with a
 * marker of this tester in it never comes here.
 *
 * <p>Thread-safe: one object serves all connections and keeps nothing about any.
 */
public interface Dialect {

    /** The path to connect to, the prefix of the server left out, a query if any. */
    String path();

    /** What the client says first, as soon as the WebSocket stands; null for nothing. */
    @Nullable String greeting();

    /**
     * What a client says that has heard nothing for a while, so that the server does not take it
     * for dead; null for nothing.
     */
    default @Nullable String keepAlive() {
        return null;
    }

    /** What a text of the server means to a client with this wish. */
    Meaning hear(String text, Wish wish);

    /** What the code of a close frame tells of why the server closed. */
    default Reason reasonOf(int closeCode) {
        return switch (closeCode) {
            // RFC 6455, section 7.4.1, and the registry of its codes: going away, service restart.
            case 1001, 1012 -> Reason.LEAVING;
            default -> Reason.OTHER;
        };
    }

    /** Why a server ends a connection, as far as a tester must know. */
    enum Reason {
        /** It does not know the app, or does not believe the signature. */
        CREDENTIALS,
        /** It goes away itself, and sends its clients elsewhere. */
        LEAVING,
        /** Whatever else. */
        OTHER
    }

    /** What is to be done about something heard. */
    sealed interface Meaning {
        /** Nothing. */
        record Nothing() implements Meaning {}

        /** This is to be answered. */
        record Answer(String text) implements Meaning {}

        /** The client is where it wants to be. */
        record Ready() implements Meaning {}

        /** The server will not have it, in its own words. */
        record Refused(String why, Reason reason) implements Meaning {}

        /** The server did not like something, but the client stays where it is. */
        record Objection(String why) implements Meaning {}

        /** The server did not pass on one message of the client, which stays where it is. */
        record Rejected(String why) implements Meaning {}

        /** A member came to the channel, or went. */
        record Presence(String userId, boolean came) implements Meaning {}
    }
}
