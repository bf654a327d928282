package io.belfry.notifications.delivery;

import io.belfry.broadcasting.Broadcaster;
import io.belfry.broadcasting.PayloadTooLarge;
import io.belfry.broadcasting.driver.BroadcastFailed;
import io.belfry.broadcasting.event.NotificationEvent;
import io.belfry.broadcasting.event.PrivateChannel;
import io.belfry.fields.Timestamp;
import io.belfry.notifications.audience.UserChannel;
import io.belfry.notifications.content.Content;
import io.belfry.notifications.content.Notification;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Tells the pages that a user has open. A delivery has been sent when a server has taken it, and
 * has the same key at every attempt, by which a Belfry hub tells it once. Thread-safe.
 */
public final class BroadcastRoute implements Route {
    private final Broadcaster broadcaster;
    private final Function<String, Wire> wires;

    /**
     * How notifications of a type go over the wire. Immutable.
     *
     * @param eventName as pages listen for it
     */
    public record Wire(String eventName, UserChannel channel) {

        /** As Laravel sends them, on {@link UserChannel#USUAL}. */
        public static final Wire USUAL = new Wire(NotificationEvent.NAME, UserChannel.USUAL);
    }

    /**
     * @param wires by type
     */
    public BroadcastRoute(Broadcaster broadcaster, Function<String, Wire> wires) {
        this.broadcaster = broadcaster;
        this.wires = wires;
    }

    @Override
    public String name() {
        return Notification.BROADCAST;
    }

    @Override
    public Attempt deliver(Delivery delivery) {
        Wire wire = wires.apply(delivery.type());
        Optional<PrivateChannel> channel = wire.channel().of(delivery.userId());
        if (channel.isEmpty()) {
            return Attempt.refused("no channel can be named after user " + delivery.userId());
        }
        try {
            send(delivery, wire, channel.get());
            return Attempt.sent();
        } catch (BroadcastFailed e) {
            String why = String.valueOf(e.getMessage());
            return e.isWorthAnotherTry() ? Attempt.tryAgain(why) : Attempt.refused(why);
        } catch (PayloadTooLarge e) {
            return Attempt.refused(String.valueOf(e.getMessage()));
        }
    }

    /** What is too long for an event is told without its text and data, which pages then fetch. */
    private void send(Delivery delivery, Wire wire, PrivateChannel channel) {
        try {
            send(delivery, wire, channel, payload(delivery, delivery.content()));
        } catch (PayloadTooLarge e) {
            Content content = delivery.content().withMessage(null).withData(Map.of());
            Map<String, @Nullable Object> shortened = payload(delivery, content);
            shortened.put("truncated", true);
            send(delivery, wire, channel, shortened);
        }
    }

    private void send(
            Delivery delivery,
            Wire wire,
            PrivateChannel channel,
            Map<String, @Nullable Object> payload) {
        broadcaster
                .broadcast(
                        new NotificationEvent(
                                List.of(channel),
                                delivery.type(),
                                delivery.notificationId(),
                                payload))
                .as(wire.eventName())
                .key(delivery.id().toString())
                .now()
                .send();
    }

    private static Map<String, @Nullable Object> payload(Delivery delivery, Content content) {
        Map<String, @Nullable Object> payload = content.data().asMap();
        payload.put("user_id", delivery.userId());
        payload.put("title", content.title());
        payload.put("message", content.message());
        payload.put("action_url", content.actionUrl());
        payload.put("importance", delivery.importance());
        payload.put("occurrences", delivery.occurrences());
        payload.put("created_at", Timestamp.text(delivery.createdAt()));
        Instant expiry = delivery.expiresAt();
        payload.put("expires_at", expiry == null ? null : Timestamp.text(expiry));
        payload.put("bell", delivery.bell());
        payload.remove("truncated");
        return payload;
    }
}
