package io.belfry.spring.hub;

import io.belfry.protocol.ChannelName;

/** Knows to which channels of the application's app somebody listens at the hub in it. */
@FunctionalInterface
public interface HubOccupancy {

    /** Adds a listener to the changes from now on. */
    void listen(Listener listener);

    /** Hears of changes. Called by the hub's own threads, and so must return at once. */
    @FunctionalInterface
    interface Listener {

        /**
         * @param occupied whether the first has come to listen, or the last has gone
         */
        void changed(ChannelName channel, boolean occupied);
    }
}
