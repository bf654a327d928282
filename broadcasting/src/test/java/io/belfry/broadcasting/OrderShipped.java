package io.belfry.broadcasting;

import io.belfry.broadcasting.event.BroadcastEvent;
import io.belfry.broadcasting.event.Channel;
import io.belfry.broadcasting.event.PrivateChannel;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** An event with nothing but what it must have. */
record OrderShipped(long order, @Nullable String carrier) implements BroadcastEvent {
    @Override
    public List<Channel> channels() {
        return List.of(new PrivateChannel("orders." + order));
    }
}
