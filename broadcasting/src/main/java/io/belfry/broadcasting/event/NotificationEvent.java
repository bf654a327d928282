package io.belfry.broadcasting.event;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A notification of a user, as Laravel broadcasts them: Echo hears it with {@code
 * Echo.private(channel).notification(…)}, which wants exactly this name of an event. This is what
 * goes over the wire; nothing is kept for those who are away.
 *
 * <pre>{@code
 * NotificationEvent.of(
 *         new PrivateChannel("com.acme.User.7"), "com.acme.InvoicePaid", Map.of("invoice", 4711));
 * }</pre>
 *
 * @param channels usually one, that of the user, {@code com.acme.User.7}
 * @param type of the notification: what {@code notification.type} is to pages; not empty
 * @param id of this notification, the same over all channels
 * @param data of the notification; what is called {@code id} or {@code type} in it gives way
 */
@BroadcastName(NotificationEvent.NAME)
public record NotificationEvent(
        List<? extends Channel> channels, String type, UUID id, Map<String, ?> data)
        implements BroadcastEvent {

    /** The name that Echo listens for. */
    public static final String NAME =
            "Illuminate\\Notifications\\Events\\BroadcastNotificationCreated";

    /**
     * @throws IllegalArgumentException when the type is empty
     */
    public NotificationEvent {
        if (type.isEmpty()) {
            throw new IllegalArgumentException("the type of a notification is empty");
        }
        channels = List.copyOf(channels);
    }

    /** A new one, with an id of its own. */
    public static NotificationEvent of(Channel channel, String type, Map<String, ?> data) {
        return new NotificationEvent(List.of(channel), type, UUID.randomUUID(), data);
    }

    @Override
    public Object broadcastWith() {
        Map<String, Object> payload = new LinkedHashMap<>(data);
        payload.put("id", id);
        payload.put("type", type);
        return payload;
    }
}
