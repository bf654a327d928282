package io.belfry.notifications.delivery;

import io.belfry.fields.Millis;
import io.belfry.notifications.store.DeliveryState;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

import java.time.Instant;

/**
 * How far a notification has come over one route. Immutable.
 *
 * @param attempts how often it was tried
 * @param reason why it was not needed, or what went wrong last; null when nothing did
 * @param dueAt when it is tried next; null when it is finished
 */
@JsonNaming(SnakeCaseStrategy.class)
public record Outcome(
        DeliveryState state,
        int attempts,
        @Nullable String reason,
        @Millis @Nullable Instant dueAt) {}
