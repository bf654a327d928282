package io.belfry.load.scenario;

/** What a connection that only stands there is subscribed to. */
public enum ChannelUse {
    /** Each to a private channel of its own. */
    OWN,
    /** All to one public channel. */
    SHARED,
    /** To nothing. */
    NONE
}
