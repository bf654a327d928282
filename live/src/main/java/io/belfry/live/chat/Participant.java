package io.belfry.live.chat;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * One of those who are in a conversation, and how far they have got. Both numbers only grow.
 * Jackson writes it as pages get it. Immutable.
 *
 * @param name null when nobody knows it
 * @param deliveredUpTo the number of the last message that has reached a page of theirs
 * @param readUpTo the number of the last message that they have read; at most {@code deliveredUpTo}
 */
@JsonNaming(SnakeCaseStrategy.class)
public record Participant(
        String userId, @Nullable String name, long deliveredUpTo, long readUpTo) {}
