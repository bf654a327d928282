package io.belfry.hub.session;

import io.belfry.hub.channel.Burst;
import io.belfry.hub.channel.Loop;
import io.belfry.protocol.Frame;

/** The wire below one session. Confined to its loop; not thread-safe. */
public interface Connection {
    Loop loop();

    /** Queues a frame, to be sent when the turn ends. Dropped when the connection is closing. */
    void write(Frame frame);

    /** Queues several frames as one piece. */
    void write(Burst burst);

    /** Queues a ping of the WebSocket protocol. */
    void writePing();

    /**
     * Sends what is queued, then a close frame, then ends. Nothing that the client still sends is
     * looked at. Harmless when already closing.
     *
     * @param reason cut to what a close frame can hold
     */
    void close(int code, String reason);

    /** Looks whether the client still has room for what is unread; called about once a second. */
    void checkOutbox();

    /** What was written and has not left this process, in bytes. */
    long unsentBytes();

    /** The session can take messages again; see {@link Session#isBusy()}. */
    void resume();
}
