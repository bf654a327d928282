package io.belfry.hub.webhook;

import io.belfry.hub.event.Absence;
import io.belfry.hub.event.HubEvent;
import io.belfry.hub.event.HubEvent.ClientEventSent;
import io.belfry.protocol.ChannelName;
import io.belfry.protocol.JsonObject;

import org.jspecify.annotations.Nullable;

import java.util.function.UnaryOperator;

/**
 * One entry of a webhook body (Pusher Channels documentation, "Webhooks"). Its JSON is written only
 * when it is asked for, which is not on an event loop. Immutable.
 *
 * @param appId the app it happened in
 * @param userId whom it is about; null unless it is about a member
 * @param subscriptions how many the channel has; 0 unless it is a subscription_count
 * @param absence that begins or has ended with it, if it is about one
 * @param details adds what follows name and channel
 */
record WebhookEvent(
        EventType type,
        String appId,
        ChannelName channel,
        @Nullable String userId,
        int subscriptions,
        Absence absence,
        UnaryOperator<JsonObject> details) {

    /** What can be left and come back to: a channel, or the seat of one user on it. */
    record Place(ChannelName channel, @Nullable String userId) {}

    /** The event as webhooks tell it, or null when they never speak of such a thing. */
    static @Nullable WebhookEvent of(HubEvent event) {
        return switch (event) {
            case HubEvent.ChannelOccupied e ->
                    ofChannel(EventType.CHANNEL_OCCUPIED, e.appId(), e.channel(), e.absence());
            case HubEvent.ChannelVacated e ->
                    ofChannel(EventType.CHANNEL_VACATED, e.appId(), e.channel(), e.absence());
            case HubEvent.CacheMissed e ->
                    ofChannel(EventType.CACHE_MISS, e.appId(), e.channel(), Absence.OF_ONE_NODE);
            case HubEvent.MemberAdded e ->
                    ofMember(
                            EventType.MEMBER_ADDED,
                            e.appId(),
                            e.channel(),
                            e.userId(),
                            e.absence());
            case HubEvent.MemberRemoved e ->
                    ofMember(
                            EventType.MEMBER_REMOVED,
                            e.appId(),
                            e.channel(),
                            e.userId(),
                            e.absence());
            case HubEvent.SubscriptionsChanged e -> ofCount(e);
            case ClientEventSent e -> ofClientEvent(e);
            case HubEvent.ConnectionOpened e -> null;
            case HubEvent.ConnectionClosed e -> null;
            case HubEvent.ConnectionRefused e -> null;
            case HubEvent.CommandRefused e -> null;
            case HubEvent.ApiAnswered e -> null;
            case HubEvent.WebhookCalled e -> null;
        };
    }

    Place place() {
        return new Place(channel, userId);
    }

    String json() {
        JsonObject json =
                new JsonObject().text("name", type.wireName()).text("channel", channel.value());
        return details.apply(json).end();
    }

    private static @Nullable WebhookEvent ofChannel(
            EventType type, String appId, ChannelName channel, Absence absence) {
        return listed(type, appId, channel, null, 0, absence, json -> json);
    }

    private static @Nullable WebhookEvent ofMember(
            EventType type, String appId, ChannelName channel, String userId, Absence absence) {
        return listed(
                type, appId, channel, userId, 0, absence, json -> json.text("user_id", userId));
    }

    /** Presence channels count users, not subscriptions, and tell them as members. */
    private static @Nullable WebhookEvent ofCount(HubEvent.SubscriptionsChanged e) {
        if (e.channel().kind().presence()) {
            return null;
        }
        return listed(
                EventType.SUBSCRIPTION_COUNT,
                e.appId(),
                e.channel(),
                null,
                e.count(),
                Absence.OF_ONE_NODE,
                json -> json.raw("subscription_count", e.count()));
    }

    private static @Nullable WebhookEvent ofClientEvent(ClientEventSent e) {
        return listed(
                EventType.CLIENT_EVENT,
                e.appId(),
                e.channel(),
                null,
                0,
                Absence.OF_ONE_NODE,
                json -> sent(json, e));
    }

    private static JsonObject sent(JsonObject json, ClientEventSent e) {
        json.text("event", e.event());
        appendAsString(json, e.data());
        json.text("socket_id", e.socketId().value());
        if (e.userId() != null && e.channel().kind().presence()) {
            json.text("user_id", e.userId());
        }
        return json;
    }

    /**
     * Receivers count on a string. What the client sent as a JSON string is one already and stays
     * as it stands; any other value becomes the string of its JSON text.
     */
    private static void appendAsString(JsonObject json, @Nullable String data) {
        if (data != null && data.startsWith("\"")) {
            json.raw("data", data);
        } else {
            json.text("data", data == null ? "" : data);
        }
    }

    private static @Nullable WebhookEvent listed(
            EventType type,
            String appId,
            ChannelName channel,
            @Nullable String userId,
            int subscriptions,
            Absence absence,
            UnaryOperator<JsonObject> details) {
        return channel.kind().listed()
                ? new WebhookEvent(type, appId, channel, userId, subscriptions, absence, details)
                : null;
    }
}
