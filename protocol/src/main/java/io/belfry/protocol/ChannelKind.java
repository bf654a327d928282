package io.belfry.protocol;

/**
 * The kinds of channels. The kind follows from the prefix of the name alone; guard, encryption and
 * cache are independent of each other (Pusher Channels documentation, "Channel types").
 */
public enum ChannelKind {
    // Longest prefix first: "private-encrypted-cache-" must be asked before "private-".
    PRIVATE_ENCRYPTED_CACHE("private-encrypted-cache-", Guard.PRIVATE, true, true),
    PRIVATE_ENCRYPTED("private-encrypted-", Guard.PRIVATE, true, false),
    PRIVATE_CACHE("private-cache-", Guard.PRIVATE, false, true),
    PRESENCE_CACHE("presence-cache-", Guard.PRESENCE, false, true),
    PRIVATE("private-", Guard.PRIVATE, false, false),
    PRESENCE("presence-", Guard.PRESENCE, false, false),
    CACHE("cache-", Guard.NONE, false, true),
    /** What one signed-in user receives on all its connections. */
    SERVER_TO_USER("#server-to-user-", Guard.OWN_USER, false, false),
    /** Whether one user is online; the hub subscribes sessions that watch the user. */
    WATCH("#watch-", Guard.HUB_ONLY, false, false),
    PUBLIC("", Guard.NONE, false, false);

    private final String prefix;
    private final Guard guard;
    private final boolean encrypted;
    private final boolean cached;

    ChannelKind(String prefix, Guard guard, boolean encrypted, boolean cached) {
        this.prefix = prefix;
        this.guard = guard;
        this.encrypted = encrypted;
        this.cached = cached;
    }

    private static final ChannelKind[] BY_PREFIX = values();

    static ChannelKind of(String name) {
        for (ChannelKind kind : BY_PREFIX) {
            if (name.startsWith(kind.prefix)) {
                return kind;
            }
        }
        throw new IllegalStateException("every name starts with the empty prefix");
    }

    /** The literal start of every name of this kind, dash included; empty for public channels. */
    public String prefix() {
        return prefix;
    }

    public Guard guard() {
        return guard;
    }

    /** Whether payloads are sealed end to end, so that the hub only relays them. */
    public boolean encrypted() {
        return encrypted;
    }

    /** Whether the last published event is kept for later subscribers. */
    public boolean cached() {
        return cached;
    }

    public boolean presence() {
        return guard == Guard.PRESENCE;
    }

    /** Whether a client may send events to its fellow subscribers without asking the app. */
    public boolean takesClientEvents() {
        return (guard == Guard.PRIVATE || guard == Guard.PRESENCE) && !encrypted;
    }

    /**
     * Whether the HTTP API and webhooks speak of it; channels of the hub's own making are hidden.
     */
    public boolean listed() {
        return guard != Guard.OWN_USER && guard != Guard.HUB_ONLY;
    }
}
