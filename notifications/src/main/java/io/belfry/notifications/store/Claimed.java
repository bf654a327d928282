package io.belfry.notifications.store;

import io.belfry.notifications.content.Counts;
import io.belfry.notifications.content.Importance;
import io.belfry.notifications.content.Item;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.UUID;

/**
 * A delivery that a worker has claimed. Immutable.
 *
 * @param content JSON; null where it is that of the item
 * @param attempts this one included
 * @param claimedUntil then others may claim it
 * @param expiresAt null for never
 * @param item null when it stands in no bell, or was deleted
 * @param bell what the bell of the user showed
 */
public record Claimed(
        UUID id,
        UUID notificationId,
        String userId,
        String type,
        Importance importance,
        @Nullable String content,
        int attempts,
        Instant claimedUntil,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Item item,
        Counts bell) {

    Claimed with(@Nullable Item other, Counts counts) {
        return new Claimed(
                id,
                notificationId,
                userId,
                type,
                importance,
                content,
                attempts,
                claimedUntil,
                createdAt,
                expiresAt,
                other,
                counts);
    }
}
