package io.belfry.spring.hub;

import io.belfry.hub.Hub;
import io.belfry.hub.event.HubEvent;
import io.belfry.hub.event.HubEvent.ChannelOccupied;
import io.belfry.hub.event.HubEvent.ChannelVacated;
import io.belfry.protocol.ChannelName;

import java.util.Set;

/** The channels of an app of the hub in this application. Thread-safe. */
final class HubChannels implements HubOccupancy {
    private final Hub hub;
    private final String appId;

    HubChannels(Hub hub, String appId) {
        this.hub = hub;
        this.appId = appId;
    }

    @Override
    public void listen(Listener listener) {
        hub.listen(event -> tell(event, listener));
    }

    private void tell(HubEvent event, Listener listener) {
        if (event instanceof ChannelOccupied occupied && occupied.appId().equals(appId)) {
            listener.changed(occupied.channel(), true);
        } else if (event instanceof ChannelVacated vacated && vacated.appId().equals(appId)) {
            listener.changed(vacated.channel(), false);
        }
    }

    @Override
    public Set<ChannelName> occupied(String prefix) {
        return hub.occupied(appId, prefix).join();
    }
}
