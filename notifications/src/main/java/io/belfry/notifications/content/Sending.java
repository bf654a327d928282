package io.belfry.notifications.content;

import io.belfry.fields.FieldRefused;
import io.belfry.fields.PlainText;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A notification that is being sent: all that it says was asked for, and it can be kept until it is
 * written for the last of its users. Immutable.
 *
 * @param groupKey what it is about; null when nothing is gathered under it
 * @param expiresAt null for never
 * @param routes each once
 * @param content over every route that has none of its own
 * @param own the contents of routes that say something else
 */
@JsonNaming(SnakeCaseStrategy.class)
public record Sending(
        String type,
        Importance importance,
        @Nullable String groupKey,
        Instant createdAt,
        @Nullable Instant expiresAt,
        List<String> routes,
        Content content,
        Map<String, Content> own) {

    /** How long the key of a group may be. */
    public static final int LONGEST_KEY = 200;

    /**
     * @throws FieldRefused naming what is wrong, and the limit
     */
    public Sending {
        TypeName.require(type);
        if (groupKey != null) {
            PlainText.line("group_key", groupKey, LONGEST_KEY);
        }
        if (expiresAt != null && !expiresAt.isAfter(createdAt)) {
            throw new FieldRefused("expires_at", "expires_at is not after created_at");
        }
        routes = routes.stream().distinct().toList();
        own = Map.copyOf(own);
    }

    /**
     * Asks a notification for all that it says.
     *
     * @throws FieldRefused naming what is wrong, and the limit
     */
    public static Sending of(Notification notification, Instant now) {
        Content content = notification.content();
        Map<String, Content> own = new LinkedHashMap<>();
        for (String route : notification.routes()) {
            Content forRoute = notification.contentFor(route);
            if (!forRoute.equals(content)) {
                own.put(route, forRoute);
            }
        }
        return new Sending(
                TypeName.of(notification.getClass()),
                notification.importance(),
                notification.groupKey().orElse(null),
                now,
                notification
                        .expiresAfter()
                        .map(after -> now.plus(after).truncatedTo(ChronoUnit.MILLIS))
                        .orElse(null),
                notification.routes(),
                content,
                own);
    }

    public Content contentFor(String route) {
        return own.getOrDefault(route, content);
    }
}
