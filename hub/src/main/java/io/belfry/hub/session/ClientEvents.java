package io.belfry.hub.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.belfry.hub.channel.Subscription;
import io.belfry.hub.event.HubEvent;
import io.belfry.hub.publish.Envelope;
import io.belfry.hub.settings.AppSettings;
import io.belfry.hub.settings.ClientEventSource;
import io.belfry.protocol.ChannelName;
import io.belfry.protocol.ClientCommand.ClientEvent;
import io.belfry.protocol.ErrorCode;
import io.belfry.protocol.Frame;
import io.belfry.protocol.Guard;
import io.belfry.protocol.ServerMessage;

import org.jspecify.annotations.Nullable;

/**
 * Passes on what a client says to its fellow subscribers (Pusher Channels protocol, "Channel
 * events, client events"). The message is built anew from event, channel and data; who sent it is
 * what the app vouched for, never what the client claims.
 *
 * <p>Has no state; runs on the session's event loop.
 */
final class ClientEvents {
    private static final String PREFIX = "client-";

    private ClientEvents() {}

    static void relay(Session session, ClientEvent event, long now) {
        ChannelName channel = ChannelName.parse(event.channel());
        Refusal refusal = judge(session, event, channel, now);
        if (refusal != null) {
            session.refuse(refusal.code, refusal.reason);
            return;
        }
        Subscription own = channel == null ? null : session.subscriptions().get(channel);
        if (own != null) {
            send(session, event, own);
        }
    }

    private static void send(Session session, ClientEvent event, Subscription own) {
        ChannelName channel = own.channel();
        Frame frame =
                new ServerMessage.RelayedClientEvent(
                                event.event(), channel, event.data(), own.userId())
                        .frame();
        session.node()
                .broker()
                .publish(
                        new Envelope.Delivery(
                                session.app().id(), channel, frame, session.socketId(), 0));
        session.node()
                .events()
                .on(
                        new HubEvent.ClientEventSent(
                                session.app().id(),
                                channel,
                                event.event(),
                                event.data(),
                                session.socketId(),
                                own.userId()));
    }

    private record Refusal(ErrorCode code, String reason) {
        static Refusal rejected(String reason) {
            return new Refusal(
                    ErrorCode.CLIENT_EVENT_REJECTED, "Client event rejected - " + reason);
        }
    }

    /** Null when nothing is against it. */
    private static @Nullable Refusal judge(
            Session session, ClientEvent event, @Nullable ChannelName channel, long now) {
        AppSettings settings = session.settings();
        if (!event.event().startsWith(PREFIX)) {
            return Refusal.rejected("client events must be prefixed by 'client-'");
        }
        if (event.event().codePointCount(0, event.event().length()) > settings.maxEventName()) {
            return Refusal.rejected(
                    "the event name is longer than " + settings.maxEventName() + " characters");
        }
        if (channel == null || !takesClientEvents(channel, settings)) {
            return Refusal.rejected(
                    "client events are only supported on private and presence channels that are"
                            + " not encrypted");
        }
        if (settings.acceptClientEventsFrom() == ClientEventSource.NONE) {
            return Refusal.rejected("the app does not have client messaging enabled");
        }
        if (session.subscriptions().get(channel) == null) {
            return new Refusal(
                    ErrorCode.UNAUTHORIZED,
                    "The client is not a member of the specified channel " + channel);
        }
        return judgeSizeAndRate(session, event, now);
    }

    private static boolean takesClientEvents(ChannelName channel, AppSettings settings) {
        return channel.kind().takesClientEvents()
                || (channel.kind().guard() == Guard.NONE
                        && settings.acceptClientEventsFrom() == ClientEventSource.ALL);
    }

    private static @Nullable Refusal judgeSizeAndRate(
            Session session, ClientEvent event, long now) {
        int largest = session.settings().maxClientEventData();
        String data = event.data();
        if (data != null && data.getBytes(UTF_8).length > largest) {
            return Refusal.rejected("the data is larger than " + largest + " bytes");
        }
        if (session.node().channels().isCongested()) {
            return Refusal.rejected("the hub is congested, try again later");
        }
        if (!session.takesClientEvent(now)) {
            return Refusal.rejected(
                    "more than "
                            + session.settings().clientEventsPerSecond()
                            + " client events a second");
        }
        return null;
    }
}
