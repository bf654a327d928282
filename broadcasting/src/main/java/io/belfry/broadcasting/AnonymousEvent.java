package io.belfry.broadcasting;

import io.belfry.broadcasting.event.BroadcastEvent;
import io.belfry.broadcasting.event.BroadcastName;
import io.belfry.broadcasting.event.Channel;

import java.util.List;

/** An event that has no class of its own. */
@BroadcastName("AnonymousEvent")
record AnonymousEvent(List<Channel> channels) implements BroadcastEvent {

    /** Nothing, as Laravel writes it. */
    @Override
    public Object broadcastWith() {
        return List.of();
    }
}
