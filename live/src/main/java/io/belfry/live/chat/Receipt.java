package io.belfry.live.chat;

import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * How far a participant has got, in what a receipt is about. Jackson writes it as pages get it.
 * Immutable.
 *
 * @param upTo the number of the last message
 */
@JsonNaming(SnakeCaseStrategy.class)
public record Receipt(String userId, long upTo) {}
