package io.belfry.broadcasting.event;

import io.belfry.protocol.ChannelName;

/**
 * Heard by everybody. In Echo {@code Echo.channel(name)}.
 *
 * @param name 1 to {@value ChannelName#MAX_LENGTH} letters, digits and {@code _-=@,.;}
 */
public record PublicChannel(String name) implements Channel {

    /**
     * @throws IllegalArgumentException when the name is none, or one of another type of channel
     */
    public PublicChannel {
        name = Prefix.NONE.bare(name);
    }

    @Override
    public ChannelName wireName() {
        return Prefix.NONE.wireName(name);
    }

    @Override
    public PublicChannel withName(String other) {
        return new PublicChannel(other);
    }
}
