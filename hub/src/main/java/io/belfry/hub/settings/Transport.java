package io.belfry.hub.settings;

public enum Transport {
    AUTO,
    EPOLL,
    NIO
}
