package io.belfry.broadcasting.event;

import io.belfry.protocol.ChannelName;

/**
 * Heard by those whom a channel rule lets in; payloads are sealed, so that the server between
 * cannot read them. In Echo {@code Echo.encryptedPrivate(name)}.
 *
 * @param name without {@code private-encrypted-}; together at most {@value ChannelName#MAX_LENGTH}
 *     letters, digits and {@code _-=@,.;}
 */
public record EncryptedPrivateChannel(String name) implements Channel {

    /**
     * @throws IllegalArgumentException when the name is none, or one of another type of channel
     */
    public EncryptedPrivateChannel {
        name = Prefix.ENCRYPTED.bare(name);
    }

    @Override
    public ChannelName wireName() {
        return Prefix.ENCRYPTED.wireName(name);
    }

    @Override
    public EncryptedPrivateChannel withName(String other) {
        return new EncryptedPrivateChannel(other);
    }
}
