package io.belfry.leaking;

import io.belfry.broadcasting.event.BroadcastEvent;
import io.belfry.broadcasting.event.BroadcastOn;
import io.belfry.broadcasting.event.Channel;
import io.belfry.broadcasting.event.PrivateChannel;
import io.belfry.broadcasting.event.VisibleTo;

import java.util.List;

/** An event that no application may start with: its channel keeps nobody apart. */
@BroadcastOn("tickets.{ticket}")
public record Leaking(long ticket, @VisibleTo("agent") String note) implements BroadcastEvent {
    @Override
    public List<Channel> channels() {
        return List.of(new PrivateChannel("tickets." + ticket));
    }
}
