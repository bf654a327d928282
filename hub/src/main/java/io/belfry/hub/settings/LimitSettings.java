package io.belfry.hub.settings;

import java.time.Duration;

public record LimitSettings(
        int maxConnections,
        int outboxBytes,
        long fanOutQueueBytes,
        int maxRequestSize,
        Duration handshakeTimeout,
        Duration keepAliveTimeout) {}
