package io.belfry.notifications;

import io.belfry.notifications.audience.UserChannel;
import io.belfry.notifications.content.Notification;
import io.belfry.notifications.content.TypeName;
import io.belfry.notifications.delivery.BroadcastRoute.Wire;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A type of notifications that users may choose about. Other types are sent as well; users do not
 * hear of these in their preferences. Immutable.
 *
 * @param type its name
 * @param routes that it may take: those users choose about
 * @param eventName of its broadcasts; null for that of all
 * @param channel of its broadcasts; null for that of all
 */
public record TypeSettings(
        String type,
        Set<String> routes,
        @Nullable String eventName,
        @Nullable UserChannel channel) {

    /**
     * @throws IllegalArgumentException when there is no such name
     */
    public TypeSettings {
        TypeName.require(type);
        routes = Set.copyOf(routes);
    }

    /** One that goes to the bell and to open pages. */
    public static TypeSettings of(String type) {
        return new TypeSettings(
                type,
                new LinkedHashSet<>(List.of(Notification.BELL, Notification.BROADCAST)),
                null,
                null);
    }

    /** The type of a class, that goes to the bell and to open pages. */
    public static TypeSettings of(Class<? extends Notification> notification) {
        return of(TypeName.of(notification));
    }

    /** The routes that it may take instead. */
    public TypeSettings withRoutes(String... others) {
        return new TypeSettings(type, Set.copyOf(Arrays.asList(others)), eventName, channel);
    }

    /** The name of its broadcasts. */
    public TypeSettings withEventName(String other) {
        return new TypeSettings(type, routes, other, channel);
    }

    /** Where it is broadcast. */
    public TypeSettings withChannel(UserChannel other) {
        return new TypeSettings(type, routes, eventName, other);
    }

    /** How it goes over the wire, where the others go that way. */
    Wire over(Wire others) {
        return new Wire(
                eventName == null ? others.eventName() : eventName,
                channel == null ? others.channel() : channel);
    }
}
