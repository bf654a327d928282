package io.belfry.broadcasting.event;

import io.belfry.protocol.ChannelName;

/**
 * Where an event is heard. The type says who may listen, so that names are written without the
 * prefixes that the wire has for it; a name that has its prefix already is understood, and the log
 * says so once.
 */
public sealed interface Channel
        permits PublicChannel, PrivateChannel, PresenceChannel, EncryptedPrivateChannel {

    /** Without the prefix of the type, as channel rules are written and as Echo is asked. */
    String name();

    /** With the prefix of the type. */
    ChannelName wireName();

    /** One of the same type. */
    Channel withName(String other);

    /**
     * The channel of a name on the wire.
     *
     * @throws IllegalArgumentException when no such channel is for applications to speak of, or the
     *     name has a prefix twice
     */
    static Channel of(ChannelName wireName) {
        Prefix prefix = Prefix.of(wireName);
        String bare = wireName.value().substring(prefix.text().length());
        if (!prefix.text().isEmpty() && bare.startsWith(prefix.text())) {
            throw new IllegalArgumentException(
                    "%s has %s twice; Echo adds it by itself".formatted(wireName, prefix.text()));
        }
        return switch (prefix) {
            case NONE -> new PublicChannel(bare);
            case PRIVATE -> new PrivateChannel(bare);
            case PRESENCE -> new PresenceChannel(bare);
            case ENCRYPTED -> new EncryptedPrivateChannel(bare);
        };
    }
}
