package io.belfry.hub.channel;

import io.belfry.protocol.Frame;
import io.belfry.protocol.SocketId;

/** A connection that receives what its channels carry. Used on its own loop only. */
public interface Subscriber {
    SocketId socketId();

    Loop loop();

    /**
     * Takes one frame, to be sent at the end of the turn. Never throws, never blocks, and never
     * changes a subscription while it is called: a subscriber that cannot keep up is closed later.
     */
    void offer(Frame frame);

    /** Takes several frames, which are written as one. Else as {@link #offer(Frame)}. */
    void offer(Burst burst);
}
