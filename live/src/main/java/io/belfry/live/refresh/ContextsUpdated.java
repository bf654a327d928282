package io.belfry.live.refresh;

import io.belfry.broadcasting.event.BroadcastEvent;
import io.belfry.broadcasting.event.Channel;

import java.util.List;
import java.util.Map;

/**
 * What screens hear: {@code {"contexts":["bookings"]}}, and nothing of what has changed there.
 *
 * @param channels of all who are told the same
 * @param contexts that have changed
 */
public record ContextsUpdated(List<? extends Channel> channels, List<String> contexts)
        implements BroadcastEvent {

    @Override
    public Object broadcastWith() {
        return Map.of("contexts", contexts);
    }
}
