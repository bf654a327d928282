package io.belfry.protocol;

/** What a client must show before it may subscribe to a channel. */
public enum Guard {
    /** Nothing; everybody may subscribe. */
    NONE,
    /** A signature by the app over socket id and channel name. */
    PRIVATE,
    /** A signature by the app that also covers who the member is. */
    PRESENCE,
    /** To be signed in as the user whose channel it is. */
    OWN_USER,
    /** No client may subscribe; the hub itself does, on behalf of a session. */
    HUB_ONLY
}
