package io.belfry.conformance;

import io.belfry.hub.event.HubEvent;
import io.belfry.testkit.GivenHub;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * What a hub tells those who listen from within, webhooks among them.
 *
 * <p>Thread-safe.
 */
public final class ToldEvents {
    private final List<HubEvent> told = new CopyOnWriteArrayList<>();

    private ToldEvents() {}

    public static ToldEvents of(GivenHub given) {
        ToldEvents events = new ToldEvents();
        given.listen(events.told::add);
        return events;
    }

    /** Those about one channel so far, in their order. */
    public List<HubEvent> about(String channel) {
        return told.stream().filter(event -> channel.equals(channelOf(event))).toList();
    }

    /** The channels that somebody came to as the first, in their order. */
    public List<String> occupied() {
        return told.stream()
                .filter(HubEvent.ChannelOccupied.class::isInstance)
                .map(ToldEvents::channelOf)
                .toList();
    }

    private static String channelOf(HubEvent event) {
        return switch (event) {
            case HubEvent.ChannelOccupied it -> it.channel().value();
            case HubEvent.ChannelVacated it -> it.channel().value();
            case HubEvent.MemberAdded it -> it.channel().value();
            case HubEvent.MemberRemoved it -> it.channel().value();
            case HubEvent.SubscriptionsChanged it -> it.channel().value();
            case HubEvent.ClientEventSent it -> it.channel().value();
            case HubEvent.CacheMissed it -> it.channel().value();
            case HubEvent.ConnectionOpened it -> "";
            case HubEvent.ConnectionClosed it -> "";
            case HubEvent.ConnectionRefused it -> "";
            case HubEvent.CommandRefused it -> "";
            case HubEvent.ApiAnswered it -> "";
            case HubEvent.WebhookCalled it -> "";
        };
    }
}
