package io.belfry.load.wire;

import io.belfry.load.server.Dialect;
import io.netty.buffer.ByteBuf;

/** Hears of what happens to WebSockets. Called on the tester's loop. */
public interface WireListener {

    /** It is subscribed, or stands there if it wanted no channel. Once. */
    void ready(Wire wire);

    /**
     * A message of this tester arrived.
     *
     * @param at where its marker is
     * @param now when its bytes were read
     */
    default void arrived(Wire wire, ByteBuf bytes, int at, long now) {
        // Only some scenarios send any.
    }

    /** A member came to its channel, or went. */
    default void presence(Wire wire, Dialect.Meaning.Presence change, long now) {
        // Only one scenario asks.
    }

    /** The server did not like something, and the wire goes on. */
    default void objected(Wire wire, String why) {
        // What is sent here is mostly liked.
    }

    /** The server did not pass on one message of the wire, which goes on. */
    default void rejected(Wire wire, String why) {
        objected(wire, why);
    }

    /**
     * It has ended, or was never opened. Once; not when the tester closed it itself.
     *
     * @param why in words
     */
    void ended(Wire wire, String why);
}
