package io.belfry.broadcasting.rule;

import io.belfry.broadcasting.event.Channel;

import org.jspecify.annotations.Nullable;

/**
 * Where one audience of a channel listens.
 *
 * @param audience null when the rule of the channel keeps nobody apart
 */
public record AudienceChannel(@Nullable String audience, Channel channel) {}
