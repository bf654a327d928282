package io.belfry.hub.settings;

/** How the hub talks to the network. */
public enum Transport {
    /** The fastest that the system offers: io_uring, else epoll, else NIO. */
    AUTO,
    /** Linux 6.0 or newer, where it is not forbidden; many containers forbid it. */
    IO_URING,
    /** Linux only. */
    EPOLL,
    /** Everywhere. */
    NIO
}
