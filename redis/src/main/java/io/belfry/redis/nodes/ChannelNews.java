package io.belfry.redis.nodes;

import io.belfry.hub.event.Absence;
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
     * @param vacancy that begins or ends with it, when nobody is there or was
     */
    void counted(
            String appId, ChannelName channel, int all, int change, long serial, Absence vacancy) {
        if (change > 0 && all == change) {
            listener.on(new HubEvent.ChannelOccupied(appId, channel, vacancy));
        }
        if (change != 0) {
            listener.on(new HubEvent.SubscriptionsChanged(appId, channel, all, serial));
        }
        if (change < 0 && all == 0) {
            listener.on(new HubEvent.ChannelVacated(appId, channel, vacancy));
        }
    }

    void memberAdded(String appId, ChannelName channel, String userId, Absence absence) {
        listener.on(new HubEvent.MemberAdded(appId, channel, userId, absence));
    }

    void memberRemoved(String appId, ChannelName channel, String userId, Absence absence) {
        listener.on(new HubEvent.MemberRemoved(appId, channel, userId, absence));
    }
}
