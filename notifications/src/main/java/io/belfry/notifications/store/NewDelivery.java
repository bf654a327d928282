package io.belfry.notifications.store;

import io.belfry.notifications.content.Importance;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.UUID;

/**
 * A delivery that is to be written. Immutable.
 *
 * @param content JSON; null where it is that of the item
 * @param dueAt when it is to be brought
 * @param isHeld whether it waits for the user rather than for its turn
 * @param expiresAt null for never
 */
public record NewDelivery(
        UUID id,
        UUID notificationId,
        String userId,
        String route,
        String type,
        Importance importance,
        @Nullable String content,
        Instant dueAt,
        boolean isHeld,
        Instant createdAt,
        @Nullable Instant expiresAt) {

    DeliveryState state() {
        return isHeld ? DeliveryState.HELD : DeliveryState.PENDING;
    }
}
