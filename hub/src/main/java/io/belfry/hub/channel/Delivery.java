package io.belfry.hub.channel;

import io.belfry.protocol.Frame;
import io.belfry.protocol.SocketId;

import org.jspecify.annotations.Nullable;

/**
 * One frame on its way to the subscribers of one channel on one loop.
 *
 * <p>Immutable, but that the share is its loop's.
 *
 * @param share whose subscribers they are
 * @param except the one connection that shall not receive it; null for none
 * @param serial as in {@link Channels#deliver}
 */
record Delivery(LoopShare share, Frame frame, @Nullable SocketId except, long serial) {

    /** Whether it is for every subscriber that has started, whatever it knows already. */
    boolean isForAll() {
        return except == null && serial == 0;
    }

    boolean excepts(Subscriber subscriber) {
        return except != null && except.equals(subscriber.socketId());
    }
}
