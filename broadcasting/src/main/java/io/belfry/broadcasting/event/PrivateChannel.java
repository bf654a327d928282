package io.belfry.broadcasting.event;

import io.belfry.protocol.ChannelName;

/**
 * Heard by those whom a channel rule lets in. In Echo {@code Echo.private(name)}.
 *
 * @param name without {@code private-}; together at most {@value ChannelName#MAX_LENGTH} letters,
 *     digits and {@code _-=@,.;}
 */
public record PrivateChannel(String name) implements Channel {

    /**
     * @throws IllegalArgumentException when the name is none, or one of another type of channel
     */
    public PrivateChannel {
        name = Prefix.PRIVATE.bare(name);
    }

    @Override
    public ChannelName wireName() {
        return Prefix.PRIVATE.wireName(name);
    }

    @Override
    public PrivateChannel withName(String other) {
        return new PrivateChannel(other);
    }
}
