package io.belfry.hub.settings;

/** Whose client events an app passes on. */
public enum ClientEventSource {
    /** Of clients that have joined the private or presence channel. */
    MEMBERS,
    /** Of clients that have joined the channel, be it public. */
    ALL,
    /** Of nobody. */
    NONE
}
