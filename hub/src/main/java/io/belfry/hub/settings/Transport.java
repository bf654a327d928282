package io.belfry.hub.settings;

/** How the hub talks to the network. */
public enum Transport {
    /** The best that the system offers. */
    AUTO,
    /** Linux only. */
    EPOLL,
    /** Everywhere. */
    NIO
}
