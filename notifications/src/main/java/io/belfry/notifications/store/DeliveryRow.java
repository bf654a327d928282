package io.belfry.notifications.store;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * A delivery as it is kept. Immutable.
 *
 * @param dueAt null when it is finished
 * @param failure null when there was none
 * @param deliveredAt null when no page has said so
 */
public record DeliveryRow(
        String userId,
        String route,
        DeliveryState state,
        @Nullable Instant dueAt,
        int attempts,
        @Nullable String failure,
        Instant createdAt,
        @Nullable Instant deliveredAt) {}
