package io.belfry.hub.netty;

import io.netty.buffer.ByteBuf;

/**
 * Takes what a {@link FrameReader} found. Where the answer is a boolean, {@code false} says: I am
 * busy, keep the rest until {@link FrameReader#resume} is called.
 */
interface FrameSink {
    /**
     * A whole text message, however many frames it came in.
     *
     * @param bytes its length in UTF-8, frame headers not counted
     */
    boolean text(String message, int bytes);

    /**
     * A ping, to be answered with a pong of the same payload.
     *
     * @param payload at most 125 bytes; valid only during this call
     */
    boolean ping(ByteBuf payload);

    /** A pong, asked for or not. */
    boolean pong();

    /**
     * The client ends the connection properly. Nothing follows.
     *
     * @param code as sent, or {@link ServerFrames#NO_STATUS} when the client gave none
     */
    void closed(int code, String reason);

    /**
     * The client broke the protocol. Nothing follows; the connection is to be closed with this code
     * and reason, which are fit for the wire.
     */
    void violation(int closeCode, String reason);
}
