package io.belfry.broadcasting.event;

import io.belfry.protocol.ChannelName;

/**
 * Heard by those whom a channel rule lets in, who also see each other. In Echo {@code
 * Echo.join(name)}.
 *
 * @param name without {@code presence-}; together at most {@value ChannelName#MAX_LENGTH} letters,
 *     digits and {@code _-=@,.;}
 */
public record PresenceChannel(String name) implements Channel {

    /**
     * @throws IllegalArgumentException when the name is none, or one of another type of channel
     */
    public PresenceChannel {
        name = Prefix.PRESENCE.bare(name);
    }

    @Override
    public ChannelName wireName() {
        return Prefix.PRESENCE.wireName(name);
    }

    @Override
    public PresenceChannel withName(String other) {
        return new PresenceChannel(other);
    }
}
