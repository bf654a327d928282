package io.belfry.notifications.delivery;

import io.belfry.notifications.content.Content;
import io.belfry.notifications.content.Counts;
import io.belfry.notifications.content.Importance;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.UUID;

/**
 * A notification on its way to one user over one route. Immutable.
 *
 * @param id the same at every attempt, so that who is told twice can know it
 * @param notificationId of the item in the bell, if it stands there
 * @param occurrences how often the item was brought up to date, and one
 * @param expiresAt when nobody needs it any more; null for never
 * @param attempt 1 for the first
 * @param bell what the bell of the user showed when it was looked up; null when the notification
 *     stands in no bell
 */
public record Delivery(
        UUID id,
        UUID notificationId,
        String userId,
        String type,
        Content content,
        Importance importance,
        int occurrences,
        Instant createdAt,
        @Nullable Instant expiresAt,
        int attempt,
        @Nullable Counts bell) {}
