package io.belfry.live.feed;

import io.belfry.broadcasting.event.BroadcastEvent;
import io.belfry.broadcasting.event.Channel;

import java.util.List;

/**
 * A new entry, as those who read a feed hear of it. Immutable.
 *
 * @param channels of all audiences
 * @param name on the wire
 * @param entry the payload
 */
public record ActivityUpdated(List<? extends Channel> channels, String name, Entry entry)
        implements BroadcastEvent {
    public ActivityUpdated {
        channels = List.copyOf(channels);
    }

    @Override
    public String broadcastAs() {
        return name;
    }

    @Override
    public Object broadcastWith() {
        return entry;
    }
}
