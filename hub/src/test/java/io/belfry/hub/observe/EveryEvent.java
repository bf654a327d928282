package io.belfry.hub.observe;

import io.belfry.hub.event.HubEvent;
import io.belfry.protocol.ChannelName;
import io.belfry.protocol.ErrorCode;
import io.belfry.protocol.SocketId;

import java.time.Duration;
import java.util.List;

/** One of each that a hub tells of. */
final class EveryEvent {
    private EveryEvent() {}

    static List<HubEvent> inApp(String app) {
        SocketId socket = new SocketId("1.2");
        ChannelName channel = new ChannelName("presence-room");
        return List.of(
                new HubEvent.ConnectionOpened(app, socket),
                new HubEvent.ConnectionClosed(app, socket, 1000),
                new HubEvent.ConnectionRefused(app, ErrorCode.UNAUTHORIZED),
                new HubEvent.CommandRefused(app, socket, ErrorCode.UNAUTHORIZED, "no"),
                new HubEvent.ChannelOccupied(app, channel),
                new HubEvent.ChannelVacated(app, channel),
                new HubEvent.MemberAdded(app, channel, "ada"),
                new HubEvent.MemberRemoved(app, channel, "ada"),
                new HubEvent.SubscriptionsChanged(app, channel, 2),
                new HubEvent.ClientEventSent(app, channel, "client-x", "1", socket, "ada"),
                new HubEvent.CacheMissed(app, channel),
                new HubEvent.ApiAnswered(app, "/apps/{app}/events", 200, Duration.ofMillis(1)),
                new HubEvent.WebhookCalled(app, HubEvent.WebhookCalled.Outcome.DELIVERED));
    }
}
