package io.belfry.redis.nodes;

import io.belfry.hub.event.HubEvent;
import io.belfry.hub.event.HubListener;
import io.belfry.protocol.ChannelName;

/** Tells what webhooks tell of the changes that this node has made. */
record ChannelNews(HubListener listener) {

    /**
     * The subscriptions of a channel have changed.
     *
     * @param all how many there are
     * @param change how many more than before
     * @param serial of the change
     */
    void counted(String appId, ChannelName channel, int all, int change, long serial) {
        if (change > 0 && all == change) {
            listener.on(new HubEvent.ChannelOccupied(appId, channel));
        }
        if (change != 0) {
            listener.on(new HubEvent.SubscriptionsChanged(appId, channel, all, serial));
        }
        if (change < 0 && all == 0) {
            listener.on(new HubEvent.ChannelVacated(appId, channel));
        }
    }

    void memberAdded(String appId, ChannelName channel, String userId) {
        listener.on(new HubEvent.MemberAdded(appId, channel, userId));
    }

    void memberRemoved(String appId, ChannelName channel, String userId) {
        listener.on(new HubEvent.MemberRemoved(appId, channel, userId));
    }
}
