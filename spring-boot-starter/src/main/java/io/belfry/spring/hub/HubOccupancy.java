package io.belfry.spring.hub;

import io.belfry.protocol.ChannelName;

import java.util.Set;

/**
 * Knows to which channels of the application's app somebody listens at the hub in it, and in its
 * other instances if they are nodes of one hub.
 */
public interface HubOccupancy {

    /**
     * Adds a listener to the changes from now on. With several nodes each change is told at one of
     * them.
     */
    void listen(Listener listener);

    /** The channels with a prefix to which somebody listens now, at any node. */
    Set<ChannelName> occupied(String prefix);

    /** Hears of changes. Called by the hub's own threads, and so must return at once. */
    @FunctionalInterface
    interface Listener {

        /**
         * @param occupied whether the first has come to listen, or the last has gone
         */
        void changed(ChannelName channel, boolean occupied);
    }
}
