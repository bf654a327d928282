package io.belfry.hub.publish;

import io.belfry.protocol.ChannelName;
import io.belfry.protocol.Frame;
import io.belfry.protocol.SocketId;

import org.jspecify.annotations.Nullable;

/**
 * What nodes tell each other, this node included. Names the app by its id; no secret travels.
 * Immutable.
 */
public sealed interface Envelope {
    String appId();

    /**
     * A finished frame for all subscribers of a channel.
     *
     * @param except the one connection that shall not receive it, wherever it is; null for none
     * @param serial its place among the changes of this channel that a newcomer is told about as a
     *     whole (members, cached event): whoever was told of a later one, or that whole, is not
     *     told of it; zero when newcomers are told nothing
     */
    record Delivery(
            String appId, ChannelName channel, Frame frame, @Nullable SocketId except, long serial)
            implements Envelope {

        /** The same at another place. */
        public Delivery withSerial(long serial) {
            return new Delivery(appId, channel, frame, except, serial);
        }
    }

    /**
     * How many subscriptions a channel has, for its subscribers.
     *
     * @param serial a count with a lower one is older, and is not told after this; zero for a hub
     *     of one node, which tells in order
     */
    record Count(String appId, ChannelName channel, Frame frame, long serial) implements Envelope {}

    /** All connections of a user are to be closed. */
    record Termination(String appId, String userId) implements Envelope {}
}
