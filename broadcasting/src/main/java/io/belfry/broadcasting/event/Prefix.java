package io.belfry.broadcasting.event;

import io.belfry.protocol.ChannelKind;
import io.belfry.protocol.ChannelName;
import io.belfry.protocol.Guard;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What a type of channels puts before its names. */
enum Prefix {
    NONE("", Guard.NONE, false, "PublicChannel"),
    PRIVATE("private-", Guard.PRIVATE, false, "PrivateChannel"),
    PRESENCE("presence-", Guard.PRESENCE, false, "PresenceChannel"),
    ENCRYPTED("private-encrypted-", Guard.PRIVATE, true, "EncryptedPrivateChannel");

    private static final Logger LOG = LoggerFactory.getLogger(Channel.class);

    /** Who has been told of already. */
    private static final Set<Prefix> WARNED = ConcurrentHashMap.newKeySet();

    private final String text;
    private final Guard guard;
    private final boolean encrypted;
    private final String type;

    Prefix(String text, Guard guard, boolean encrypted, String type) {
        this.text = text;
        this.guard = guard;
        this.encrypted = encrypted;
        this.type = type;
    }

    /**
     * @throws IllegalArgumentException when the channel is none of an application's
     */
    static Prefix of(ChannelName wireName) {
        ChannelKind kind = wireName.kind();
        return switch (kind.guard()) {
            case NONE -> NONE;
            case PRESENCE -> PRESENCE;
            case PRIVATE -> kind.encrypted() ? ENCRYPTED : PRIVATE;
            case OWN_USER, HUB_ONLY ->
                    throw new IllegalArgumentException(wireName + " is a channel of the hub's own");
        };
    }

    String text() {
        return text;
    }

    /**
     * The name without this prefix, however often it stands there.
     *
     * @throws IllegalArgumentException when the name is none, or one of another type
     */
    String bare(String name) {
        String bare = name;
        while (!text.isEmpty() && bare.startsWith(text)) {
            bare = bare.substring(text.length());
        }
        if (!bare.equals(name) && WARNED.add(this)) {
            LOG.warn("{} names channels without {}: {} is enough for {}", type, text, bare, name);
        }
        requireOwn(bare);
        return bare;
    }

    private void requireOwn(String bare) {
        ChannelKind kind = wireName(bare).kind();
        if (kind.guard() != guard || kind.encrypted() != encrypted) {
            throw new IllegalArgumentException(
                    "%s(\"%s\") would be a channel of another type on the wire, where it is called %s"
                            .formatted(type, bare, wireName(bare)));
        }
    }

    ChannelName wireName(String bare) {
        return new ChannelName(text + bare);
    }
}
