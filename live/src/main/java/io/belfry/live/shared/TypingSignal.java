package io.belfry.live.shared;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * That somebody is typing, or no longer is. Jackson writes it as pages get it. Immutable.
 *
 * @param name of the user; null when nobody knows it
 * @param expiresIn after how many seconds it is over when nothing more is heard
 */
@JsonNaming(SnakeCaseStrategy.class)
public record TypingSignal(String userId, @Nullable String name, boolean typing, long expiresIn) {}
