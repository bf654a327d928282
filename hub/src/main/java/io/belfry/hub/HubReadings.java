package io.belfry.hub;

import io.belfry.hub.access.App;
import io.belfry.hub.access.Apps;
import io.belfry.hub.channel.ChannelDirectory;
import io.belfry.hub.event.Traffic;
import io.belfry.hub.observe.HubGauges;
import io.belfry.hub.publish.Peers;
import io.belfry.hub.session.Sessions;

import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.function.BooleanSupplier;

/** What metrics read off the rooms of a hub. Thread-safe. */
record HubReadings(
        Apps apps,
        ChannelDirectory channels,
        Sessions sessions,
        @Nullable Peers peers,
        BooleanSupplier drains)
        implements HubGauges {

    @Override
    public Collection<String> appIds() {
        return apps.all().stream().map(App::id).toList();
    }

    @Override
    public int connections(String appId) {
        return sessions.count(appId);
    }

    @Override
    public int channels(String appId) {
        return channels.of(appId).listedChannels();
    }

    @Override
    public long subscriptions(String appId) {
        return channels.of(appId).subscriptions();
    }

    @Override
    public long outboxBytes() {
        return sessions.unsentBytes();
    }

    @Override
    public long fanOutQueueBytes() {
        return channels.waitingBytes();
    }

    @Override
    public Traffic traffic(String appId) {
        return channels.of(appId).traffic();
    }

    @Override
    public boolean draining() {
        return drains.getAsBoolean();
    }
}
