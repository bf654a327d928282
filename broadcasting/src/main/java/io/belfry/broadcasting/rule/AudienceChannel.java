package io.belfry.broadcasting.rule;

import io.belfry.broadcasting.event.Channel;

import org.jspecify.annotations.Nullable;

import java.util.Collection;

/**
 * Where one audience of a channel listens.
 *
 * @param audience null when the rule of the channel keeps nobody apart
 */
public record AudienceChannel(@Nullable String audience, Channel channel) {

    /** Whether it is one of these audiences that listens. */
    public boolean isAmong(Collection<String> audiences) {
        return audience != null && audiences.contains(audience);
    }
}
