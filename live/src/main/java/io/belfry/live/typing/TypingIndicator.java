package io.belfry.live.typing;

import io.belfry.broadcasting.event.BroadcastEvent;
import io.belfry.broadcasting.event.Channel;
import io.belfry.live.shared.TypingSignal;

import java.util.List;

/**
 * That somebody is typing, or no longer is, as others on the channel hear it. Immutable.
 *
 * @param channel on which it is told
 * @param name on the wire
 * @param signal the payload
 */
public record TypingIndicator(Channel channel, String name, TypingSignal signal)
        implements BroadcastEvent {

    @Override
    public List<Channel> channels() {
        return List.of(channel);
    }

    @Override
    public String broadcastAs() {
        return name;
    }

    @Override
    public Object broadcastWith() {
        return signal;
    }
}
